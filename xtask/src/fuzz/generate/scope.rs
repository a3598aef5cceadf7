/// What a place holds, as far as a statement needs to know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Item,
    Items,
    Nested,
    Text,
    Words,
    Bytes,
    Shared,
    Callback,
    /// Of JavaScript.
    Function,
    /// Of the class with this index.
    Object(usize),
    MaybeObject(usize),
    Objects(usize),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Access {
    Read,
    Write,
    /// May be moved out of.
    Own,
}

/// Something that a statement can name: `self.words`, `(*other)`, `local3`.
#[derive(Clone, Debug)]
pub(super) struct Place {
    pub(super) path: String,
    pub(super) kind: Kind,
    pub(super) access: Access,
}

/// The places that can be named here.
#[derive(Clone, Debug, Default)]
pub(super) struct Scope {
    places: Vec<Place>,
}

impl Kind {
    /// Of a `Vec` that can grow by clones.
    pub(super) fn element(self) -> Option<Self> {
        match self {
            Self::Items => Some(Self::Item),
            Self::Nested => Some(Self::Items),
            Self::Words => Some(Self::Text),
            _ => None,
        }
    }

    pub(super) fn has_weight(self) -> bool {
        !matches!(
            self,
            Self::Callback
                | Self::Function
                | Self::Object(_)
                | Self::MaybeObject(_)
                | Self::Objects(_)
        )
    }
}

impl Place {
    fn overlaps(&self, path: &str) -> bool {
        let (own, other) = (bare(&self.path), bare(path));
        let is_in = |inner: &str, outer: &str| {
            inner
                .strip_prefix(outer)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        };
        is_in(&own, &other) || is_in(&other, &own)
    }
}

fn bare(path: &str) -> String {
    path.replace("(*", "").replace(')', "")
}

impl Scope {
    pub(super) fn add(&mut self, path: impl Into<String>, kind: Kind, access: Access) {
        let path = path.into();
        self.places.push(Place { path, kind, access });
    }

    pub(super) fn all(&self, accepts: impl Fn(&Place) -> bool) -> Vec<Place> {
        let found = self.places.iter().filter(|place| accepts(place));
        found.cloned().collect()
    }

    /// Nothing may use what has been moved, or is borrowed exclusively.
    pub(super) fn without(&mut self, path: &str) {
        self.places.retain(|place| !place.overlaps(path));
    }

    /// Nothing may change what is borrowed.
    pub(super) fn read_only(&mut self, path: &str) {
        let borrowed = self.places.iter_mut().filter(|place| place.overlaps(path));
        borrowed.for_each(|place| place.access = Access::Read);
    }

    /// A block that runs more than once, or perhaps not at all, moves nothing.
    pub(super) fn keep_all(&mut self) {
        for place in &mut self.places {
            place.access = place.access.min(Access::Write);
        }
    }

    /// Two places of one kind, the first of which may change while the second is read.
    pub(super) fn pairs(&self) -> Vec<(Place, Place)> {
        let targets = self.all(|place| place.access >= Access::Write);
        let pairs = targets.iter().flat_map(|target| {
            let sources = self.all(|place| place.kind == target.kind);
            let apart = sources
                .into_iter()
                .filter(|place| !place.overlaps(&target.path));
            apart.map(|source| (target.clone(), source))
        });
        pairs.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_overlaps_its_object_and_nothing_else() {
        let mut scope = Scope::default();
        scope.add("self", Kind::Object(0), Access::Write);
        scope.add("self.words", Kind::Words, Access::Write);
        scope.add("self.word", Kind::Words, Access::Write);
        scope.without("(*self).words");
        let left = scope.all(|_| true);
        assert_eq!(left.len(), 1);
        assert_eq!(left[0].path, "self.word");
    }
}
