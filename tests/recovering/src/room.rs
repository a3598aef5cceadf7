//! An object such as services have one for each room or account, which is to outlive an instance.

use js_sys::{Function, Promise};
use unwind_export::{JsFuture, Poison, export};
use wasm_bindgen::JsValue;

use crate::{faults, setting};

#[export]
pub struct Room {
    name: String,
    storage: Function,
    visits: u32,
    pub topic: String,
    #[export(poison)]
    poison: Poison,
}

#[export]
impl Room {
    /// `storage` counts all visits there have been.
    #[export(constructor)]
    pub fn new(name: String, storage: Function) -> Result<Self, JsValue> {
        match setting("failInRoom") {
            Some(1.0) => panic!("no room"),
            Some(2.0) => faults::cause("unreachable"),
            Some(_) => return Err("the room is closed".into()),
            None => {}
        }
        Ok(Self {
            name,
            storage,
            visits: 0,
            topic: String::new(),
            poison: Poison::new(),
        })
    }

    #[export(getter)]
    pub fn name(&self) -> String {
        self.name.clone()
    }

    #[export(getter)]
    pub fn visits(&self) -> u32 {
        self.visits
    }

    /// Visits in this instance, and all.
    pub fn visit(&mut self, fault: Option<String>) -> Result<Vec<f64>, JsValue> {
        self.visits += 1;
        let total = self.storage.call0(&JsValue::NULL)?;
        if let Some(fault) = fault {
            faults::cause(&fault);
        }
        Ok(vec![self.visits.into(), total.as_f64().expect("a count")])
    }

    pub async fn visit_later(&mut self, promise: Promise) -> Result<u32, JsValue> {
        JsFuture::from(promise).await?;
        self.visits += 1;
        Ok(self.visits)
    }

    pub fn tear(&mut self) {
        panic!("torn");
    }

    pub fn close(self) -> u32 {
        self.visits
    }

    pub fn lobby(storage: Function) -> Result<Self, JsValue> {
        Self::new("lobby".into(), storage)
    }
}

#[export]
pub fn name_of(room: &Room) -> String {
    room.name.clone()
}

#[export]
pub fn close_all(rooms: Vec<Room>) -> u32 {
    rooms.iter().map(|room| room.visits).sum()
}
