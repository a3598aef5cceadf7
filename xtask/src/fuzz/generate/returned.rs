use fastrand::Rng;

use super::class::Class;

/// What an export gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Returned {
    Nothing,
    Number,
    Text,
    Bytes,
    Words,
    MaybeNumber,
    MaybeText,
    Fallible,
    FallibleText,
    Object(usize),
    MaybeObject(usize),
    FallibleObject(usize),
    Objects(usize),
}

impl Returned {
    pub(super) fn any(classes: &[Class], dice: &mut Rng) -> Self {
        let class = dice.usize(..classes.len());
        let all = [
            Self::Nothing,
            Self::Number,
            Self::Number,
            Self::Text,
            Self::Bytes,
            Self::Words,
            Self::MaybeNumber,
            Self::MaybeText,
            Self::Fallible,
            Self::Fallible,
            Self::FallibleText,
            Self::Object(class),
            Self::MaybeObject(class),
            Self::FallibleObject(class),
            Self::Objects(class),
        ];
        all[dice.usize(..all.len())]
    }

    pub(super) fn is_fallible(self) -> bool {
        matches!(
            self,
            Self::Fallible | Self::FallibleText | Self::FallibleObject(_)
        )
    }

    pub(super) fn ty(self, classes: &[Class]) -> String {
        match self {
            Self::Nothing => "()".to_owned(),
            Self::Number => "u32".to_owned(),
            Self::Text => "String".to_owned(),
            Self::Bytes => "Vec<u8>".to_owned(),
            Self::Words => "Vec<String>".to_owned(),
            Self::MaybeNumber => "Option<u32>".to_owned(),
            Self::MaybeText => "Option<String>".to_owned(),
            Self::Fallible => "Result<u32, Failure>".to_owned(),
            Self::FallibleText => "Result<String, Failure>".to_owned(),
            Self::Object(class) => classes[class].name.to_owned(),
            Self::MaybeObject(class) => format!("Option<{}>", classes[class].name),
            Self::FallibleObject(class) => format!("Result<{}, Failure>", classes[class].name),
            Self::Objects(class) => format!("Vec<{}>", classes[class].name),
        }
    }

    /// The value that the number `acc` becomes.
    pub(super) fn value(self, classes: &[Class]) -> String {
        let fallible =
            |ok: &str| format!("if acc % 4 == 1 {{ Err(fail(\"one\")) }} else {{ Ok({ok}) }}");
        let new = |class: usize| format!("{}::new(acc % 50)", classes[class].name);
        match self {
            Self::Nothing => "mark(acc)".to_owned(),
            Self::Number => "acc".to_owned(),
            Self::Text => "format!(\"r{acc}\")".to_owned(),
            Self::Bytes => "vec![acc as u8; 2]".to_owned(),
            Self::Words => "(0..acc % 3).map(|i| format!(\"r{i}\")).collect()".to_owned(),
            Self::MaybeNumber => "(acc % 3 != 0).then_some(acc)".to_owned(),
            Self::MaybeText => "(acc % 3 != 0).then(|| acc.to_string())".to_owned(),
            Self::Fallible => fallible("acc"),
            Self::FallibleText => fallible("acc.to_string()"),
            Self::Object(class) => new(class),
            Self::MaybeObject(class) => format!("(acc % 3 != 0).then(|| {})", new(class)),
            Self::FallibleObject(class) => fallible(&new(class)),
            Self::Objects(class) => {
                format!("(0..acc % 3).map({}::new).collect()", classes[class].name)
            }
        }
    }
}
