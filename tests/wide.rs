// One class for two attributes: `tests/node/types.test.mjs` compares what they declare.

macro_rules! wide {
    ($attribute:ident) => {
        /// A class with methods of all kinds.
        #[$attribute]
        #[derive(Default)]
        pub struct Wide {
            /// A documented field.
            pub number: f64,
            pub flag: bool,
            #[$attribute(readonly)]
            pub fixed: i32,
            #[$attribute(js_name = "inCamelCase")]
            pub in_camel_case: u8,
            #[$attribute(skip)]
            pub skipped: String,
            text: String,
        }

        #[$attribute]
        impl Wide {
            /// Makes one.
            #[$attribute(constructor)]
            pub fn new(number: f64, text: Option<String>) -> Self {
                Self { number, text: text.unwrap_or_default(), ..Self::default() }
            }
            pub fn parse(text: &str) -> Result<Wide, JsError> {
                Ok(Self { number: text.parse()?, ..Self::default() })
            }
            pub fn shared(&self) -> f64 {
                self.number
            }
            pub fn exclusive(&mut self, number: f64) {
                self.number = number;
            }
            pub fn consume(self) -> String {
                self.text
            }
            pub async fn later(&self) -> u32 {
                1
            }
            pub async fn later_fallible(&self, fail: bool) -> Result<String, JsValue> {
                if fail { Err(JsValue::NULL) } else { Ok(self.text.clone()) }
            }
            #[$attribute(getter)]
            pub fn text(&self) -> String {
                self.text.clone()
            }
            #[$attribute(setter)]
            pub fn set_text(&mut self, text: String) {
                self.text = text;
            }
            #[$attribute(getter = readOnly)]
            pub fn read_only(&self) -> Option<u32> {
                None
            }
            #[$attribute(getter, js_name = "camelCase")]
            pub fn camel_case(&self) -> bool {
                self.flag
            }
            #[$attribute(setter, js_name = "camelCase")]
            pub fn set_camel_case(&mut self, value: bool) {
                self.flag = value;
            }
            #[$attribute(js_name = renamedMethod)]
            pub fn renamed(&self) {}
            #[$attribute(variadic)]
            pub fn rest(&self, rest: Vec<JsValue>) -> usize {
                rest.len()
            }
            #[$attribute(skip_typescript)]
            pub fn untyped(&self) {}
            #[$attribute(unchecked_return_type = "'left' | 'right'", return_description = "a side")]
            pub fn side(&self) -> String {
                "left".to_owned()
            }
            pub fn described(
                &self,
                #[$attribute(js_name = "first", param_description = "the first")] a: u32,
                #[$attribute(unchecked_param_type = "Date")] date: JsValue,
            ) -> bool {
                a > 0 && date.is_object()
            }
            pub fn static_method(number: i32) -> i32 {
                number
            }
            pub async fn static_later() {}
            pub fn other(&self, other: &Wide) -> f64 {
                other.number
            }
            pub fn other_mut(&self, other: &mut Wide) {
                other.number += 1.0;
            }
            pub fn other_owned(&self, other: Wide) -> Wide {
                other
            }
            pub fn maybe(&self, other: Option<Wide>) -> Option<Wide> {
                other
            }
            pub fn many(&self, others: Vec<Wide>) -> Vec<Wide> {
                others
            }
            pub fn bytes(&self, bytes: &[u8]) -> Vec<u8> {
                bytes.to_vec()
            }
            pub fn floats(&self, floats: &mut [f32]) {
                floats.fill(1.0);
            }
            pub fn big(&self, big: u64) -> i64 {
                i64::try_from(big).unwrap()
            }
            pub fn any(&self, value: &JsValue) -> JsValue {
                value.clone()
            }
            pub fn strings(&self, strings: Vec<String>) -> Box<[String]> {
                strings.into_boxed_slice()
            }
            pub fn character(&self, character: char) -> char {
                character
            }
        }
    };
}
