use fastrand::Rng;

use super::class::Class;
use super::returned::Returned;
use super::scope::{Access, Kind, Place, Scope};
use super::{calls, chains, control, exits, lists, objects, values};

const DEEPEST: u32 = 3;

/// What may leave the code at hand.
#[derive(Clone, Copy)]
pub(super) struct Flow {
    pub(super) returns: Option<Returned>,
    pub(super) awaits: bool,
    pub(super) is_loop: bool,
    pub(super) depth: u32,
}

/// Writes the statements of one function.
pub(super) struct Body<'a> {
    pub(super) dice: &'a mut Rng,
    pub(super) classes: &'a [Class],
    pub(super) scope: Scope,
    pub(super) flow: Flow,
    pub(super) calls_helpers: bool,
    codes: u32,
    locals: u32,
}

/// A kind of statement. None where nothing fits it.
type Template = fn(&mut Body<'_>) -> Option<String>;

impl<'a> Body<'a> {
    /// `codes`: the first of the codes for its log.
    pub(super) fn new(dice: &'a mut Rng, classes: &'a [Class], codes: u32, flow: Flow) -> Self {
        Self {
            dice,
            classes,
            scope: Scope::default(),
            flow,
            calls_helpers: true,
            codes,
            locals: 0,
        }
    }

    pub(super) fn statements(&mut self, count: u32) -> String {
        (0..count).map(|_| self.statement()).collect()
    }

    fn statement(&mut self) -> String {
        const ALL: &[&[Template]] = &[
            lists::TEMPLATES,
            lists::TEMPLATES,
            chains::TEMPLATES,
            control::TEMPLATES,
            exits::TEMPLATES,
            objects::TEMPLATES,
            values::TEMPLATES,
            calls::TEMPLATES,
        ];
        for _ in 0..8 {
            let room = ALL[self.dice.usize(..ALL.len())];
            let template = room[self.dice.usize(..room.len())];
            if let Some(text) = template(self) {
                return text + "\n";
            }
        }
        format!("point({});", self.code())
    }

    /// A block whose locals end with it. `enter` says what else holds in there.
    pub(super) fn block(&mut self, enter: impl FnOnce(&mut Self)) -> Option<String> {
        if self.flow.depth >= DEEPEST {
            return None;
        }
        let (scope, flow) = (self.scope.clone(), self.flow);
        self.scope.keep_all();
        self.flow.depth += 1;
        enter(self);
        let count = self.dice.u32(1..=2);
        let text = self.statements(count);
        (self.scope, self.flow) = (scope, flow);
        Some(text)
    }

    /// The body of a closure: nothing jumps out of it.
    pub(super) fn closure(&mut self, enter: impl FnOnce(&mut Self)) -> Option<String> {
        self.block(|body| {
            body.flow.returns = None;
            body.flow.awaits = false;
            body.flow.is_loop = false;
            enter(body);
        })
    }

    pub(super) fn code(&mut self) -> u32 {
        self.codes += 1;
        self.codes
    }

    pub(super) fn local(&mut self) -> String {
        self.locals += 1;
        format!("local{}", self.locals)
    }

    pub(super) fn pick<T: Clone>(&mut self, from: &[T]) -> Option<T> {
        (!from.is_empty()).then(|| from[self.dice.usize(..from.len())].clone())
    }

    pub(super) fn place(&mut self, access: Access, fits: impl Fn(Kind) -> bool) -> Option<Place> {
        let found = self
            .scope
            .all(|place| place.access >= access && fits(place.kind));
        self.pick(&found)
    }

    pub(super) fn list(&mut self, access: Access) -> Option<Place> {
        self.place(access, |kind| kind.element().is_some())
    }

    /// Sometimes a place where the fuse may burn down, as a statement.
    pub(super) fn maybe_point(&mut self) -> String {
        if self.dice.bool() {
            format!("point({});", self.code())
        } else {
            String::new()
        }
    }

    pub(super) fn number(&mut self) -> String {
        let weight = self.place(Access::Read, Kind::has_weight);
        match (self.dice.u8(..4), weight) {
            (0, _) => format!("{}u32", self.dice.u32(..20)),
            (1 | 2, Some(place)) => format!("{}.weight()", place.path),
            _ => "acc".to_owned(),
        }
    }
}
