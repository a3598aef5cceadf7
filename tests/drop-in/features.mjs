// What JavaScript gets of each feature: a plain value to compare, from the module `m`.

const thrown = (call) => {
  try {
    return call();
  } catch (error) {
    return `${error?.name}: ${error?.message}`;
  }
};

/** Whether it throws at all: ours says more of why. */
const fails = (call) => thrown(() => void call()) !== undefined;

const descriptor = (object, name) => {
  const found = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(object), name);
  return { get: typeof found?.get, set: typeof found?.set, value: typeof found?.value };
};

export default {
  functions: {
    numbers: (m) => [m.add(1, 2), m.answer(), m.wide(3n)],
    "js_name": (m) => m.renamedFunction(),
    "an Err": (m) => [m.checked(1), thrown(() => m.checked(-1))],
    variadic: (m) => m.sum(1, 2, 3),
    skip_typescript: (m) => m.undeclared(),
    "unchecked types": (m) => m.one_or_two(),
    "nothing returned": (m) => m.nothing(),
    "written by a macro": (m) => [m.of_a_macro(1), m.doubled(4)],
    this: (m) => m.with_this.call({ base: 40 }, 2),
  },
  parameters: {
    "named by keywords": (m) => m.of_keywords(1, 2),
    described: (m) => m.described("first", "a"),
    unnamed: (m) => m.unnamed(1, 2),
    "mut": (m) => m.mutable(1),
    "named as what is generated": (m) => [m.named_as_locals(1, 2, 3), new m.Locals().named_as_locals(4, 5)],
  },
  raw: {
    "a class, its fields and methods": async (m) => {
      const raw = new m.Struct(3);
      Object.assign(raw, { type: 9, use: 5, let: "text" });
      return [raw.type, raw.fn, raw.let, raw.match(1), raw.use, raw.impl, await raw.async(3), m.Struct.static(4)];
    },
    "an enum": (m) => [m.raw_enum(1), m.Enum],
    imports: (m) => m.call_raw(),
    parameters: (m) => m.raw_async("text", [1]),
  },
  written: {
    "a class and its properties": (m) => {
      const written = new m.Written(1, "text", new Uint8Array([1]));
      Object.assign(written, { words: "words", theBytes: new Uint8Array([2]) });
      return [written.number, written.words, written.theBytes, written.same(written).number];
    },
    functions: (m) => {
      const object = new m.Written(1, "text", new Uint8Array([1]));
      return [m.written_text("a"), m.written_bytes(new Uint8Array(1)), m.written_object(object), m.written_result()];
    },
    "one of each": (m) => [m.one_of_each(1), new m.OneOfEach().number],
    imports: (m) => m.call_written(),
  },
  classes: {
    constructor: (m) => [new m.Counter().value, m.Counter.startingAt(3).value, m.Counter.name],
    "bare attribute on a method": (m) => m.Counter.startingAt(2).bare(),
    "getter and setter": (m) => {
      const counter = new m.Counter();
      counter.value = 5;
      counter.increment();
      return [counter.value, counter.aliased, descriptor(counter, "value"), descriptor(counter, "aliased")];
    },
    "Symbol.toPrimitive": (m) => +m.Counter.startingAt(4),
    "self: &Self": (m) => {
      const counter = m.Counter.startingAt(1);
      return [counter.typed(), counter.typed_mutable(), counter.typed_owned(), fails(() => counter.typed_owned())];
    },
    "Self in a signature": (m) => [m.Counter.startingAt(1).plus(m.Counter.startingAt(2)).value, thrown(() => new m.Counter().checked())],
    "cfg_attr on a method": (m) => [m.Counter.startingAt(5).conditional(), m.Counter.startingAt(5).not_named()],
    "self by value": (m) => m.Counter.startingAt(6).consume(),
    "a keyword of JavaScript's": (m) => new m.Counter().delete(),
    "methods that are not exported": (m) => ["private" in m.Counter.prototype, "absent" in m.Counter.prototype],
    inspectable: (m) => [new m.Point(1, 2).toJSON(), new m.Point(1, 2).toString()],
    "free()": (m) => {
      const counter = new m.Counter();
      counter.free();
      return fails(() => counter.value);
    },
    "Symbol.dispose": (m) => {
      const name = Symbol.dispose ?? "free";
      return [typeof m.Counter.prototype[name], m.Counter.prototype[name] === m.Counter.prototype.free];
    },
    "a static free()": (m) => [m.Freed.free(), m.freed_make() instanceof m.Freed, m.freed_make().free()],
    "a Vec of objects": (m) => m.counted([m.Counter.startingAt(1), m.Counter.startingAt(2)]).map((counter) => counter.value),
    "objects in other lists": async (m) => {
      const counters = () => [m.Counter.startingAt(1), m.Counter.startingAt(2)];
      const lists = [m.counted_in_a_box(counters()), m.counted_if_any(counters()), m.counted_or_not(counters()), await m.counted_later(counters())];
      return [lists.map((list) => list.map((counter) => counter.value)), m.counted_if_any()];
    },
  },
  fields: {
    "pub": (m) => {
      const fields = new m.Fields();
      fields.number = 3;
      return [fields.number, descriptor(fields, "number")];
    },
    js_name: (m) => [new m.Fields().renamedField, new m.Fields().renamed],
    readonly: (m) => descriptor(new m.Fields(), "fixed"),
    skip: (m) => "hidden" in new m.Fields(),
    getter_with_clone: (m) => [new m.Fields().text, new m.Cloned().text, new m.Cloned().list],
    "bare attribute": (m) => new m.Fields().bare,
    "cfg_attr": (m) => ["skipped_where" in new m.Fields(), descriptor(new m.Fields(), "fixed_where")],
    "left out by cfg": (m) => "absent" in new m.Fields(),
    "pub(crate)": (m) => [typeof descriptor(new m.Fields(), "restricted").get, new m.Fields().restricted()],
    "of a tuple struct": (m) => {
      const tuple = new m.Tuple();
      tuple[0] = 8;
      return [tuple[0], tuple[1], tuple[2], descriptor(tuple, "1"), tuple.third()];
    },
    "of a tuple struct, some left out by cfg": (m) => {
      const tuple = new m.TupleWhere();
      tuple[1] = 7;
      return [tuple[0], tuple[1], tuple[2], "3" in tuple, "4" in tuple];
    },
    "by the name of a method": (m) => descriptor(new m.Twice(), "n"),
  },
  visibility: {
    "a private struct": (m) => [new m.Hidden(2).twice().n],
    "pub(crate)": (m) => new m.InTheCrate().n(),
    "in a private module": (m) => m.in_a_module(),
    private: (m) => ["NotExported" in m, m.not_exported().n()],
  },
  enums: {
    "of numbers": (m) => [m.Level.High, m.higher(m.Level.Low), m.Level[7], m.maybe_level(), m.maybe_level(m.Level.Low)],
    "of negative numbers": (m) => [m.flipped(m.Sign.Minus), m.Sign.Minus],
    "in a Vec": (m) => [...m.all_higher([m.Level.Low, m.Level.High])],
    "of strings, with derives": (m) => [m.other_colour("red"), m.other_colour("green"), m.maybe_colour(), m.maybe_colour("red")],
    "of strings or a value": (m) => [m.doubled_width("auto"), m.doubled_width(4)],
  },
  slices: {
    "&[f64]": (m) => m.total(Float64Array.of(1, 2, 3)),
    "&mut [u8]": (m) => {
      const bytes = new Uint8Array(3);
      m.fill(bytes);
      return [...bytes];
    },
    Vec: (m) => [m.reversed([1, 2]), m.boxed(BigUint64Array.of(1n)), m.clamped(Uint8ClampedArray.of(300))],
    "Vec<String>": (m) => [m.words("a b"), m.joined(["a", "b"]), m.values([1, {}])],
    char: (m) => m.letter("a"),
  },
  optional: {
    numbers: (m) =>
      ["i8", "u8", "i16", "u16", "i32", "u32", "isize", "usize", "f32", "f64"].map((name) => [
        m[`maybe_${name}`](7),
        m[`maybe_${name}`](),
        m[`maybe_${name}`](null),
      ]),
    bigints: (m) => ["i64", "u64", "i128", "u128"].map((name) => [m[`maybe_${name}`](7n), m[`maybe_${name}`]()]),
    others: (m) => [m.maybe_bool(true), m.maybe_bool(), m.maybe_char("a"), m.maybe_char(), m.maybe_string("s"), m.maybe_string(), m.maybe_vec(Uint8Array.of(1)), m.maybe_vec(), m.maybe_date(new Date(5)), m.maybe_date(), m.maybe_str(), m.maybe_str("")],
    objects: (m) => [m.maybe_thing(new m.Thing(3)), m.maybe_thing()],
  },
  namespaces: {
    functions: (m) => [m.outer.in_a_namespace(), m.outer.deep.renamed()],
    classes: (m) => [new m.outer.Inside().n, new m.outer.Inside().twice()],
    enums: (m) => [m.outer.Kind.Second, m.kind()],
  },
  names: {
    "a keyword of JavaScript's": (m) => [typeof m.delete, m._delete()],
    "a keyword of Rust's": (m) => m.pub(),
    default: (m) => m.default(),
    "a raw identifier": (m) => m.type(),
    "classes named as the runtime's types": (m) => [new m.Receiver().get(), new m.Held().get()],
    "a class named String": (m) => [new m.Text().get(), new m.Text().again().get(), m.string_of(new m.Text()).get()],
    "structs of one name in two modules": (m) => [new m.Namesake().get(), new m.OtherNamesake().get()],
    "a field of a type called Poison": (m) => new m.Bottle(3).strength(),
    "a function named as free() of a class": (m) => [m.session_free(), new m.Session().free()],
    "statics named as the runtime's locals": (m) => m.statics_named_as_locals(),
    "imports named as the runtime's types": (m) => m.imported_names(),
  },
  inheritance: {
    extends: (m) => {
      const dog = new m.Dog(2);
      return [dog instanceof m.Animal, dog.bark(), dog.age, dog.walk(), dog.legs, dog.legs_of_parent(), m.pat(dog)];
    },
    "free()": (m) => new m.Dog(1).free(),
  },
  imports: {
    functions: (m) => [...m.call_functions()],
    "methods, static and not": (m) => m.call_methods(),
    "extends, twice": (m) => m.call_inherited(),
    "values of JavaScript's": (m) => [m.take_store(m.makeStore()), m.makeStore().title],
    globals: (m) => m.call_globals(),
    "unsafe functions": (m) => m.call_unsafe(),
  },
  statics: {
    "values and strings": (m) => m.static_values(),
  },
  generics: {
    functions: (m) => m.call_generics(),
    classes: (m) => m.call_generic_classes(),
    "bounds, associated types, impl Trait": (m) => m.call_bounded_generics(),
    "one for each type": (m) => m.call_generics_by_type(),
  },
  typescript: {
    "custom section": (m) => [m.declared(), m.take_declared({ declared: 1 })],
  },
  closures: {
    lent: (m) => m.call_lent_closures(),
    kept: (m) => m.call_kept_closures(),
    given: (m) => m.call_given((n) => n + 1),
  },
  futures: {
    awaited: async (m) => [await m.awaited(Promise.resolve(1)), await m.awaited(Promise.reject(2)).catch((n) => -n)],
    "values and none": async (m) => [await m.immediate("text"), await m.silent(), m.silent() instanceof Promise],
    "borrowed parameters": (m) => m.borrowed("text", {}),
    "an Err": (m) => m.refused().catch((error) => `${error.name}: ${error.message}`),
    methods: async (m) => [await new m.Slow(3).read(), await new m.Slow(4).consume()],
    "async imports": async (m) => [await m.imported_later(), await m.imported_never()],
  },
};
