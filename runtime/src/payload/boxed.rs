//! What a panic unwinds with.

use core::any::Any;

pub(crate) type Payload = Box<dyn Any + Send>;
