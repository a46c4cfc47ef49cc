import { beforeAll, describe, test } from 'vitest';
import { createRustResolver } from '../../../src/index/resolvers/rust/rustResolver.ts';
import { checkEdges } from './edgeCheck.ts';
import { check } from './resolverCheck.ts';
import { loadGrammars } from './workspace.ts';

beforeAll(() => loadGrammars('a.rs'));

/** Types are written everywhere: only what is called, named and inherited counts. */
const edges = (files: Readonly<Record<string, string>>): void => checkEdges(files, ['call', 'inherit', 'value']);

const CARGO = '[package]\nname = "my-app"\nedition = "2021"\n';

describe('modules by path', () => {
  test('crates, modules and their folders', () => {
    check(
      createRustResolver,
      { 'Cargo.toml': CARGO },
      'src/lib.rs src/main.rs src/a.rs src/a/b.rs src/c/mod.rs src/c/d.rs src/bin/tool.rs src/bin/big/main.rs src/bin/big/part.rs src/a/inline/deep.rs tests/one.rs tests/common/mod.rs build.rs',
      `src/lib.rs: mod.a → src/a.rs
       src/a.rs: self.b → src/a/b.rs
       src/a/b.rs: super → src/a.rs
       src/a/b.rs: super.super → src/lib.rs
       src/a/b.rs: super.super.c.d → src/c/d.rs
       src/c/d.rs: super → src/c/mod.rs
       src/c/mod.rs: super → src/lib.rs
       src/c/d.rs: crate.a.b.Thing → src/a/b.rs
       src/a.rs: mod.inline.deep → src/a/inline/deep.rs
       src/c/mod.rs: d → src/c/d.rs
       src/main.rs: my_app.a → src/a.rs
       src/bin/tool.rs: my_app.c → src/c/mod.rs
       src/bin/tool.rs: crate → src/bin/tool.rs
       src/bin/big/main.rs: self.part → src/bin/big/part.rs
       src/bin/big/part.rs: crate → src/bin/big/main.rs
       tests/one.rs: self.common → tests/common/mod.rs
       tests/one.rs: super → ?
       src/lib.rs: path:c/d.rs → src/c/d.rs
       src/lib.rs: path:c/none.rs → ?
       src/a.rs: std.fs → (std)`,
    );
  });

  test('workspaces: members, renamed and inherited dependencies; other crates and the standard library stay outside', () => {
    check(
      createRustResolver,
      {
        'Cargo.toml':
          '[workspace]\nmembers = ["x/*"]\n[workspace.dependencies]\nshared-lib = { path = "x/shared" }\nserde = "1"\n[workspace.package]\nedition = "2024"\n',
        'x/app/Cargo.toml':
          '[package]\nname = "app"\nedition.workspace = true\n[dependencies]\nshared-lib = { workspace = true }\nother = { package = "real-name", path = "../real" }\nserde = { workspace = true }\n[target."cfg(unix)".dependencies]\nlog = "1"\n[[bin]]\nname = "go"\npath = "go/start.rs"\n',
        'x/shared/Cargo.toml': '[package]\nname = "shared-lib"\n[lib]\npath = "lib/top.rs"\n',
        'x/real/Cargo.toml': '[package]\nname = "real-name"\nedition = "2018"\n',
      },
      'x/app/src/lib.rs x/app/src/serde.rs x/app/src/std.rs x/app/go/start.rs x/app/go/part.rs x/shared/lib/top.rs x/shared/lib/in.rs x/shared/lib/in/more.rs x/real/src/lib.rs x/real/src/m.rs loose.rs near.rs',
      `x/app/src/lib.rs: shared_lib.in → x/shared/lib/in.rs
       x/app/src/lib.rs: other.m.Thing → x/real/src/m.rs
       x/app/src/lib.rs: real_name → x/app/src/lib.rs
       x/app/src/lib.rs: serde.Serialize → (serde)
       x/app/src/lib.rs: self.serde → x/app/src/serde.rs
       x/app/src/lib.rs: std.io → (std)
       x/app/src/lib.rs: crate.std → x/app/src/std.rs
       x/app/src/lib.rs: log → (log)
       x/app/go/start.rs: crate.part → x/app/go/part.rs
       x/shared/lib/in/more.rs: top → x/shared/lib/top.rs
       x/shared/lib/in/more.rs: in.more → x/shared/lib/in/more.rs
       loose.rs: mod.near → ?
       loose.rs: tokio.fs → (tokio)`,
    );
  });

  test('manifests that are no TOML are left out', () => {
    check(createRustResolver, { 'Cargo.toml': '[[[' }, 'src/lib.rs src/a.rs', 'src/a.rs: crate → src/lib.rs');
  });
});

describe('names', () => {
  test('use trees, re-exports, globs, renamed and inline modules', () => {
    edges({
      'Cargo.toml': CARGO,
      'src/lib.rs':
        'mod deep;\npub mod api { pub use crate::deep::*; pub fn own() {} }\npub use deep::inner::{run as start, Kind};\nfn top() {}\n',
      'src/deep.rs': 'pub mod inner;\npub use self::inner::{Kind::*, run};\npub fn run2() {}\n',
      'src/deep/inner.rs':
        'pub enum Kind { One, Two(u8) }\npub fn run() { super::run2(); } //=> src/deep.rs:run2 namespace\nmod tests {\n  use super::*;\n  fn t() { run(); } //=> src/deep/inner.rs:run local\n  mod more { fn u() { super::super::run(); } }\n}\n',
      'src/main.rs': `use my_app::{self as lib, start, api, Kind};
use my_app::api::*;
fn main() {
  start(); //=> src/deep/inner.rs:run import
  lib::start(); //=> src/deep/inner.rs:run namespace
  api::own(); //=> src/lib.rs:api import, src/lib.rs:api.own static
  own(); //=> src/lib.rs:api.own import
  run2(); //=> src/deep.rs:run2 import
  Kind::Two(1); //=> src/deep/inner.rs:Kind import, src/deep/inner.rs:Kind.Two static
  Two(2); //=> src/deep/inner.rs:Kind.Two import
  crate::helper::<u8>(); //=> src/main.rs:helper namespace
  self::helper(); //=> src/main.rs:helper local
  { use std::mem::*; swap(1, 2); } //=>
}
fn helper() { use lib::start as again; again() } //=> src/deep/inner.rs:run import
`,
    });
  });

  test('a function wins over a module of its name where a function is meant', () => {
    edges({
      'Cargo.toml': CARGO,
      'src/lib.rs': 'mod job;\nmod user;\npub use self::job::job;\n',
      'src/job.rs': 'pub fn job() {}\npub fn other() {}\n',
      'src/user.rs': 'fn f() {\n  crate::job(); //=> src/job.rs:job namespace\n}\n',
    });
  });

  test('external lookalikes, macros of the crate, closures', () => {
    edges({
      'Cargo.toml': `${CARGO}[dependencies]\nregex = "1"\n`,
      'src/lib.rs': '#[macro_use]\nmod macros;\nmod regex;\nmod user;\npub fn write() {}\npub fn format() {}\n',
      'src/macros.rs': 'macro_rules! check { ($a:expr) => {} }\n',
      'src/regex.rs': 'pub struct Regex;\nimpl Regex { pub fn new() -> Regex { Regex } }\npub fn escape() {}\n',
      'src/user.rs': `use regex::Regex;
use crate::{write, format};
use std::fs;
fn f(out: u8) {
  Regex::new(); //=>
  regex::escape(); //=>
  fs::write("x"); //=>
  write!(out, "{}", write()); //=> src/lib.rs:write import
  format!("{}", 1); //=>
  check!(crate::regex::escape()); //=> src/macros.rs:check import, src/regex.rs namespace, src/regex.rs:escape namespace
  let double = |x: u8| x * 2;
  double(1); //=> src/user.rs:f.double local
}
`,
    });
  });
});

describe('members', () => {
  test('impl blocks in other files, traits, default methods, Self, associated types', () => {
    edges({
      'Cargo.toml': CARGO,
      'src/lib.rs':
        'mod imp;\nmod user;\npub struct Shape { pub inner: Box<Part>, pub many: Vec<Part>, pub maybe: Option<Part> }\npub struct Part(u8);\npub enum Color { Red, Rgb(u8) }\npub trait Area { type Out; fn area(&self) -> Self::Out; fn twice(&self) { self.area(); } }\n',
      'src/imp.rs': `use crate::{Area, Color, Part, Shape};
use std::fmt;
impl Shape {
  pub fn new() -> Self { Self { inner: 1 } }
  pub fn try_new() -> Result<Self, fmt::Error> { Ok(Shape::new()) } //=> src/lib.rs:Shape import, src/imp.rs:Shape.new static
  pub fn part(&mut self) -> &mut Part { self.helper(); &mut self.inner } //=> src/imp.rs:Shape.helper self, src/lib.rs:Shape.inner self
  fn helper(&self) { Self::new(); } //=> src/imp.rs:Shape.new self
}
impl Area for Shape {
  type Out = Part;
  fn area(&self) -> Self::Out { self.twice() } //=> src/lib.rs:Area.twice self
}
impl Part { pub fn turn(&self) -> Self { Part(1) } } //=> src/lib.rs:Part import
impl Color { pub fn mix(self) {} }
`,
      'src/user.rs': `use crate::*;
fn f(shape: &Shape, area: &dyn Area, list: &[Part]) -> Option<u8> {
  Shape::new().part().turn(); //=> src/imp.rs:Shape.new static, src/imp.rs:Shape.part returned, src/imp.rs:Part.turn returned
  shape.area().turn(); //=> src/imp.rs:Shape.area declared, src/imp.rs:Part.turn returned
  shape.twice(); //=> src/lib.rs:Area.twice declared
  area.area(); //=> src/lib.rs:Area.area declared
  shape.inner.turn(); //=> src/lib.rs:Shape.inner declared, src/imp.rs:Part.turn declared
  shape.many[0].turn(); //=> src/lib.rs:Shape.many declared, src/imp.rs:Part.turn declared
  for part in &shape.many {
    part.turn(); //=> src/imp.rs:Part.turn declared
  }
  list.iter().for_each(|one| {
    one.turn(); //=> src/imp.rs:Part.turn declared
  });
  let shape = Shape::try_new().ok()?;
  shape.part(); //=> src/imp.rs:Shape.part returned
  if let Some(part) = &shape.maybe {
    part.turn().clone().turn(); //=> src/imp.rs:Part.turn returned, src/imp.rs:Part.turn returned
  }
  match shape.maybe {
    Some(ref found) => {
      found.turn(); //=> src/imp.rs:Part.turn returned
    }
    None => {}
  }
  let part = shape.part();
  let part = part.turn();
  assert_eq!(part.turn(), 1); //=> src/imp.rs:Part.turn returned
  let color = Color::Rgb(1);
  color.mix(); //=> src/imp.rs:Color.mix static
  let literal = crate::Shape { inner: 1 };
  literal.part(); //=> src/imp.rs:Shape.part constructed
  let text = String::new();
  text.turn_over(); //=>
  None
}
`,
    });
  });

  test('type parameters stand for their bounds', () => {
    edges({
      'a.rs': `trait Sink { fn put(&self) -> Result<(), Error>; }
trait Source { fn take_one(&self); }
struct Pipe<S, T> { sink: S, source: T }
impl<S: Sink, T> Pipe<S, T> where T: Source + Clone {
  fn run(&self) {
    self.sink.put(); //=> a.rs:Pipe.sink self, a.rs:Sink.put declared
    self.source.take_one(); //=> a.rs:Pipe.source self, a.rs:Source.take_one declared
  }
}
fn drive<S: Sink>(sink: &mut S, other: impl Sink) {
  sink.put(); //=> a.rs:Sink.put declared
  other.put(); //=> a.rs:Sink.put declared
  S::put(sink); //=> a.rs:Sink.put declared
}
`,
    });
  });
});
