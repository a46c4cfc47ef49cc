/** By path, what a file may hold: answers depend on one another in many ways: barrels, bases, return types, hints, cycles. */
export const TEXTS: Readonly<Record<string, readonly string[]>> = {
  'a.ts': [
    'export class A { go(): A { return this } }\n',
    "import { B } from './b';\nexport class A extends B { constructor(private b: B) { super() } run() { this.b.go(); this.go() } }\n",
    '\n\nexport class A { go(): A { return this.go() } }\n',
    'export function A() {}\nexport const x = A;\n',
  ],
  'b.ts': [
    "export * from './a';\nexport class B { go() {} }\n",
    "export { A as B } from './a';\n",
    "import { A } from './a';\nexport function make(a: A): A { return a.go() }\nexport class B { made = make(new A()) }\n",
    'export class B { go() {} stop() {} }\nexport class App { go() {} }\n',
  ],
  'c/index.ts': [
    "export * from '../a';\nexport * from '../b';\n",
    "import { A, B, make } from '../b';\nmake(new A()).go();\nnew B().made.go();\nfunction f(app, b) { app.go(); b.stop(); app.once() }\n",
    "import * as b from '@/b';\nb.make().go(); new b.B().go(); b.B.x;\n",
  ],
  'c/d.ts': [
    "import { A } from '.';\nlet a: A;\na.go();\nexport class D extends A { go2() { super.go(); this.go() } }\n",
    'export class App { once() {} }\n',
  ],
  'tsconfig.json': ['{"compilerOptions":{"paths":{"@/*":["./*"]}}}', '{"extends":"./base.json"}', '{}'],
  'base.json': ['{"compilerOptions":{"paths":{"@/*":["./*"]}}}', '{}'],
  'p/__init__.py': ['from .m import *\nfrom . import n\n', 'from p.n import f as g\nx = g()\n', ''],
  'p/m.py': [
    'class M:\n    def go(self) -> "M": ...\n',
    'from typing import overload\nclass N: ...\nclass M:\n    @overload\n    def go(self) -> N: ...\n    @other\n    def go(self) -> "M": ...\n',
    'from typing import overload\nclass N: ...\nclass M:\n    @other\n    def go(self) -> N: ...\n    @other\n    def go(self) -> "M": ...\n',
    "__all__ = ['k']\nfrom p import g\ndef k(m): m.go()\n",
    'import p\np.n.f().go()\n',
  ],
  'cs/a.cs': [
    'namespace N; public class Item : Base { public Item Go() => this; }\n',
    'namespace N; public class Item<T> where T : Base { public T Go() => null; } public class Item { }\n',
    'namespace M { public static class More { public static int Area(this N.Base item) => 1; } }\nglobal using N;\n',
  ],
  'cs/b.cs': [
    'namespace N; public partial class Base { public Item Made() => new Item(); }\n',
    'namespace N; public partial class Base { public Item<Base> Made() => new(); public class Item { } }\n',
    'global using M;\nnamespace N { partial class Base { void Rest() { Area(); } } }\n',
  ],
  'cs/c/c.cs': [
    'using N; class User : Base { void Run() { Made().Go().Made(); new Item().Go(); this.Area(); } }\n',
    'using M; using I = N.Item; namespace N { class User { void Run(Base b, I i) { b.Area(); i.Go(); b.Made().Go(); } } }\n',
    'partial class Base { void Rest(Item item) { item.Go(); Area(); } }\n',
  ],
  'cs/c/c.csproj': ['<Project><Using Include="N" /></Project>', '<Project />'],
  'j/A.java': [
    'package a.b;\npublic class A<T extends C> extends C { T t; C go() { t.go(); return this; } }\n',
    'package a.c;\npublic class A { A go() { return new C().go(); } }\n',
    'package a.b;\nimport a.c.*;\nclass A { C c; void go(int i) { c.go(i).go(); } static void run() {} }\n',
  ],
  'j/C.java': [
    'package a.b;\nclass C { A go() { return null; } }\nclass D extends A { void run() { go(); t.go(); } }\n',
    'package a.c;\nimport a.b.A;\nimport static a.b.A.run;\npublic class C { A go(int i) { run(); return go(1); } }\n',
    'package a.b;\nclass C { A a; C go() { return a.t.go(); } A.X x; }\n',
  ],
  'k/K.kt': [
    'package a.b\nfun A.ext() = go()\nclass K : C() { fun run(a: A) { a.ext().go(); go() } companion object { fun of() = K() } }\n',
    'package a.c\nimport a.b.*\nimport a.b.K as L\nfun of(): A = A()\nfun run() { of().go(); L.of().run(of()) }\n',
  ],
  'k/C.java': ['package a.b;\nclass C { void go() { new A().go().go(); } }\n', 'class C { a.b.A a; { a.go(); } }\n'],
  'p/n.py': [
    'from .m import M\ndef f() -> M: return M().go()\n',
    'class N:\n    def go(self): self.m.go()\n    def __init__(self, m): self.m = m\n',
  ],
  'go.mod': ['module example.com/w\n', 'module other\n', 'module example.com/w\nreplace example.com/w/q => ./r\n'],
  'q/one.go': [
    'package q\ntype T struct{ Base }\nfunc (t *T) Go() *T { return t.Stop() }\n',
    'package q\nimport "example.com/w/r"\ntype Base struct{ *r.R }\nfunc New() *T { return &T{} }\n',
    'package other\nfunc Go() {}\nvar x = New().Go()\n',
  ],
  'q/two.go': [
    'package q\nfunc (t T) Stop() *T { return New() }\nfunc New() *T { return nil }\n',
    'package q\ntype Base []T\nfunc (t Base) Stop() { for _, e := range t { e.Go() } }\n',
    'package q_test\nfunc (t U) Stop() {}\ntype T interface{ Go() }\n',
  ],
  'q/two_test.go': [
    'package q_test\nimport "example.com/w/q"\nfunc f() { q.New().Stop().Go(); New() }\n',
    'package q\nfunc f(t *T) { New().Go(); t.Base.Stop(); t.Run() }\n',
  ],
  'r/r.go': [
    'package r\nimport . "example.com/w/q"\ntype R T\nfunc (r R) Run() { r.Go(); New().Go() }\n',
    'package ar\ntype R struct{}\nfunc (r *R) Run() {}\n',
  ],
  'Cargo.toml': ['[package]\nname = "k"\nedition = "2021"\n', '[package]\nname = "k"\n[lib]\npath = "r/m.rs"\n', '{'],
  'src/lib.rs': [
    'pub mod m;\npub use m::M;\nmacro_rules! make { () => {} }\npub fn f(x: M) { x.go().go(); make!(); }\n',
    'mod m;\nuse m::{Go, M as N};\nimpl Go for N { fn go(&self) -> Self { N::new() } }\nfn f() { N::new().go(); }\n',
    'pub struct M;\nimpl M { pub fn go(&self) {} }\n',
  ],
  'src/m.rs': [
    'use crate::f;\npub struct M { m: Box<M> }\nimpl M { pub fn go(&self) -> &M { f(self); &self.m } }\n',
    'pub use super::*;\npub trait Go { fn go(&self) -> Self; }\npub struct M;\nimpl M { pub fn new() -> Self { M } }\n',
    'mod tests { use super::*; fn t(m: M) { m.go(); make!(); f(m) } }\n',
  ],
  'src/m/mod.rs': ['pub struct M;\n', 'pub use crate::M;\nimpl M { pub fn stop(&self) { self.go() } }\n'],
};

/** The same for languages whose declarations meet across files: prototypes, included files, reopened classes, traits. */
export const OPEN_TEXTS: Readonly<Record<string, readonly string[]>> = {
  'compile_commands.json': ['[{"directory":"/w","command":"cc -Iinc -c src/a.c","file":"src/a.c"}]', '[]'],
  'inc/list.h': [
    '#include "node.h"\ntypedef struct list_s list_t;\nstruct list_s { node_t *head; };\nlist_t *list_make(int n);\nint run(void);\n',
    '#pragma once\nstruct node;\nint list_make(void);\n#define RUN(x) run(x)\n',
    '#include "list.h"\nstatic int run(void) { return 1; }\n',
  ],
  'inc/node.h': [
    'typedef struct node_s { struct node_s *next; int (*go)(void); } node_t;\n',
    '#include "list.h"\nenum { GO, STOP };\nlist_t *next(node_t *n);\n',
  ],
  'src/a.c': [
    '#include "../inc/list.h"\nlist_t *list_make(int n) { return run() ? 0 : list_make(GO); }\n',
    '#include <list.h>\nstatic int run(void) { return 1; }\nint f(list_t *l) { l->head->next->go(); RUN(1); return run(); }\n',
    'int run(void) { return 2; }\nint list_make(int n) { return 1; }\n',
  ],
  'src/b.c': [
    '#include "list.h"\nint run(void) { list_t *l = list_make(1); return l->head->go(); }\n',
    '#include "inc/node.h"\nlist_t *next(node_t *n) { return next(n->next) + STOP; }\nint list_make(int a, int b) { return run(); }\n',
  ],
  'cc/shape.h': [
    'namespace geo {\nclass Shape { public: virtual Shape* grow(int n); static Shape* make(); };\nint area(const Shape& s);\n}\n',
    '#include "box.h"\nnamespace geo { class Shape : public Box { Shape* grow(); Box* box; }; using Form = Shape; }\n',
    'class Shape { void grow(); };\nint area(Shape s);\n',
  ],
  'cc/box.h': [
    '#include "shape.h"\nnamespace geo { struct Box : Shape { Box* grow(int n) override; std::vector<Shape*> all; }; }\n',
    'namespace geo { struct Box { Box* grow(int n, int m = 1); int area() { return grow(1)->area(); } }; inline Box* open() { return nullptr; } }\n',
  ],
  'cc/shape.cc': [
    '#include "shape.h"\nnamespace geo {\nShape* Shape::grow(int n) { return make()->grow(n); }\nShape* Shape::make() { return new Shape(); }\nint area(const Shape& s) { return 1; }\n}\n',
    '#include "box.h"\nusing namespace geo;\nBox* Box::grow(int n) { for (auto s : all) s->grow(1); return open()->grow(2); }\n',
  ],
  'cc/main.cc': [
    '#include "box.h"\nint main() { geo::Box b; b.grow(1)->grow(2); return area(b) + geo::area(*geo::Shape::make()); }\n',
    '#include "shape.h"\nusing geo::Form;\nint area(Shape s) { return 0; }\nint main() { Form f; f.box->area(); return area(f); }\n',
  ],
  'composer.json': ['{"autoload":{"psr-4":{"App\\\\":"app/"}}}', '{}'],
  'app/Log.php': [
    '<?php\nnamespace App;\nuse App\\Sub\\Sink;\nclass Log extends Sub\\Base { use Named; private Sink $sink; function go(): static { $this->sink->go(); $this->name(); return parent::go(); } }\n',
    '<?php\nnamespace App;\nfunction go(Log $l): Log { return $l->go()->go(); }\ninterface Log { function go(): Log; }\n',
    '<?php\nclass Log { static function make(): self { return new self(); } function go() { return go(self::make()); } }\n',
  ],
  'app/Sub/Base.php': [
    '<?php\nnamespace App\\Sub;\nabstract class Base { function go(): Sink { return new Sink(); } }\nclass Sink extends Base { function go(): Sink { return $this->go(); } }\n',
    '<?php\nnamespace App\\Sub;\nuse App\\Log as Base;\nuse function App\\go;\nclass Sink { function go(Base $b) { return go($b)->go(); } }\n',
  ],
  'app/Named.php': [
    '<?php\nnamespace App;\ntrait Named { function name(): Log { return $this->go(); } }\n',
    '<?php\nnamespace App;\nrequire_once __DIR__ . "/Log.php";\ntrait Other {}\nfunction name() { return (new Log())->go(); }\n',
  ],
  'app/run.php': [
    '<?php\nuse App\\{Log, Named};\nuse function App\\go;\ngo(new Log())->name();\n(new \\App\\Log())->go()->go();\n',
    '<?php\nnamespace App;\nLog::make()->go();\ngo(new Log());\nname();\n',
  ],
  'lib/shop.rb': [
    "require 'shop/cart'\nrequire_relative 'shop/store'\nmodule Shop\n  def self.open\n    Cart.new(Store.new).total\n  end\nend\n",
    'class Shop\n  class Cart\n    def more\n      total\n    end\n  end\n  def open\n    Cart.new.more.total\n  end\nend\n',
    "autoload :Cart, 'shop/cart'\nShop.open\nCart.new.total\n",
  ],
  'lib/shop/cart.rb': [
    'module Shop\n  class Cart < Base\n    include Priced\n    attr_reader :store\n    def initialize(store)\n      @store = Store.new\n    end\n    def total\n      store.fetch\n      @store.fetch.total\n      price\n      super\n    end\n  end\nend\n',
    "require_relative 'store'\nclass Shop::Cart\n  def total\n    self.class.new.more\n    fetch(Shop.open)\n  end\nend\n",
    'class Cart\n  def total; Shop::Cart.new(1).total; end\nend\n',
  ],
  'lib/shop/store.rb': [
    'module Shop\n  class Store\n    def fetch\n      Cart.new(self)\n    end\n  end\n  class Base\n    def total; 1; end\n  end\n  module Priced\n    def price; total; end\n  end\nend\n',
    'def fetch(x) = x.total\nclass Base\n  def total; fetch(self); end\nend\nmodule Priced\n  extend self\n  def price; end\nend\n',
  ],
};
