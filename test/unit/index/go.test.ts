import { beforeAll, describe, expect, test } from 'vitest';
import { parseGoMod } from '../../../src/index/resolvers/go/goMod.ts';
import { createGoResolver } from '../../../src/index/resolvers/go/goResolver.ts';
import { checkEdges } from './edgeCheck.ts';
import { check as checkPaths } from './resolverCheck.ts';
import { loadGrammars } from './workspace.ts';

beforeAll(() => loadGrammars('a.go'));

/** The calls and inheritances of every marked line; types and plain values are left out. */
function check(files: Readonly<Record<string, string>>): void {
  checkEdges(files, ['call', 'inherit']);
}

const MODULE = { 'go.mod': 'module example.com/app\n\ngo 1.24\n' };

describe('import paths', () => {
  test('go.mod: module, blocks, comments, quotes, replacements', () => {
    const module = parseGoMod(`// a comment
module "example.com/app" // more
go 1.24
require example.com/one v1.0.0
require (
	example.com/two/v2 v2.1.0 // indirect
	example.com/three v0.0.0
)
replace example.com/one v1.0.0 => ../one
replace (
	example.com/two/v2 => example.com/fork/v2 v2.0.0
)
retract [v1.0.0, v1.1.0]
`);
    expect(module.path).toBe('example.com/app');
    expect(module.requires).toEqual(['example.com/one', 'example.com/two/v2', 'example.com/three']);
    expect([...module.replacements]).toEqual([
      ['example.com/one', '../one'],
      ['example.com/two/v2', 'example.com/fork/v2'],
    ]);
    expect(parseGoMod('module\nreplace x\n)\nrequire (').path).toBe('');
  });

  test('packages are folders below the longest module path; the rest is external', () => {
    checkPaths(
      createGoResolver,
      {
        'go.mod': 'module example.com/app\nrequire github.com/x/y/v2 v2.0.0\n',
        'tools/go.mod': 'module example.com/app/tools\n',
      },
      'main.go a/a.go a/deep/b.go tools/x/x.go docs/readme.md errors/errors.go example.com/local/l.go',
      `main.go: example.com/app/a → a
       a/a.go: example.com/app/a/deep → a/deep
       main.go: example.com/app/tools/x → tools/x
       tools/x/x.go: example.com/app/a → a
       main.go: ./a → a
       main.go: example.com/app/missing → ?
       main.go: example.com/app/docs → ?
       main.go: fmt → (fmt)
       main.go: errors → (errors)
       main.go: net/http → (net/http)
       main.go: C → (C)
       main.go: github.com/x/y/v2/z → (github.com/x/y/v2)
       main.go: example.com/application → (example.com/application)
       main.go: golang.org/x/net → (golang.org/x/net)`,
    );
  });

  test('replacements, vendored packages, workspaces, several modules of one name', () => {
    checkPaths(
      createGoResolver,
      {
        'go.work': 'go 1.24\nuse (\n\t./app\n\t./used\n)\n',
        'app/go.mod':
          'module app\nreplace example.com/lib => ../lib\nreplace example.com/gone => example.com/used v1.0.0\n',
        'lib/go.mod': 'module example.com/renamed\n',
        'used/go.mod': 'module example.com/used\n',
        'unused/go.mod': 'module example.com/used\n',
      },
      `app/main.go app/in/in.go app/vendor/github.com/v/w/w.go lib/l.go lib/sub/s.go used/u.go unused/u.go
       unused/inner/i.go`,
      `app/main.go: example.com/lib/sub → lib/sub
       app/main.go: example.com/lib → lib
       app/main.go: app/in → app/in
       app/in/in.go: app → app
       app/main.go: example.com/gone → used
       app/main.go: github.com/v/w → app/vendor/github.com/v/w
       used/u.go: github.com/v/w → (github.com/v/w)
       lib/l.go: example.com/lib/sub → (example.com/lib/sub)
       lib/l.go: example.com/renamed/sub → lib/sub
       lib/l.go: example.com/used → used
       unused/u.go: example.com/used/inner → unused/inner
       unused/u.go: example.com/used → unused`,
    );
  });

  test('without any module the root is the last part of its own path', () => {
    checkPaths(createGoResolver, {}, 'main.go sub/s.go', 'main.go: github.com/owner/w/sub → sub');
  });
});

describe('names', () => {
  test('package mates, packages by import, alias, dot, and by what they call themselves', () => {
    check({
      ...MODULE,
      'a.go': `package app
import (
	"example.com/app/go-stock/v2"
	"example.com/app/odd"
	other "example.com/app/store"
	. "example.com/app/dots"
	_ "example.com/app/blank"
	"fmt"
)
func a() {
	b() //=> b.go:b import
	stock.New() //=> go-stock/v2/s.go:New namespace
	even.New() //=> odd/o.go:New namespace
	other.New() //=> store/s.go:New namespace
	Dotted() //=> dots/d.go:Dotted import
	hidden() //=>
	fmt.Println(len("x")) //=>
	local := func() {}
	local() //=> a.go:a.local local
}
`,
      'b.go': 'package app\nfunc b() { a() } //=> a.go:a import\n',
      'a_test.go': 'package app_test\nfunc b() { a() } //=>\nfunc c() { b() } //=> a_test.go:b local\n',
      'go-stock/v2/s.go': 'package stock\nfunc New() {}\n',
      'odd/o.go': 'package even\nfunc New() {}\n',
      'store/s.go': 'package store\nfunc New() {}\n',
      'dots/d.go': 'package dots\nfunc Dotted() {}\nfunc hidden() {}\n',
      'blank/fmt.go': 'package blank\nfunc Println() {}\nfunc hidden() { hidden() } //=> blank/fmt.go:hidden local\n',
    });
  });

  test('shadowing: locals, parameters and constants hide the package; a block ends what it declares', () => {
    check({
      'a.go': `package a
func f() int { return 1 }
func g(f func()) {
	f() //=>
}
func h() {
	if f := 1; f > 0 {
		_ = f
	}
	f() //=> a.go:f local
	for _, f := range []func(){} {
		f() //=>
	}
	switch f := any(1).(type) {
	default:
		_ = f
	}
	f() //=> a.go:f local
}
var v = f() //=> a.go:f local
`,
    });
  });

  test('left of a function literal its parameters are not in scope', () => {
    check({
      'a.go': `package a
type Router struct{}
type Context struct{}
func (r *Router) Get(path string, handle func(c *Context)) {}
func (r *Router) Route(path string, in func(r *Router)) {}
func (c *Context) Send() {}
func f(c *Router) {
	c.Get("/", func(c *Context) { //=> a.go:Router.Get declared
		c.Send() //=> a.go:Context.Send declared
	})
	c.Route("/", func(r *Router) { r.Get("/", func(r *Context) { r.Send() }) }) //=> a.go:Router.Route declared, a.go:Router.Get declared, a.go:Context.Send declared
}
`,
    });
  });

  test('definitions for several platforms: the nearest one', () => {
    check({
      'p_linux.go': 'package p\nfunc open() {}\nfunc use_linux() { open() } //=> p_linux.go:open local\n',
      'p_windows.go': 'package p\nfunc open() {}\n',
      'p.go': 'package p\nfunc other() {}\n',
      'more_windows.go': 'package p\nfunc use() { open(); other() } //=> p_windows.go:open import, p.go:other import\n',
    });
  });
});

describe('members', () => {
  test('receivers: parameters, literals, constructors by result, assertions, elements, channels', () => {
    check({
      'thing.go': `package a
type Thing struct { next *Thing; many []*Thing; by map[string]Thing; run func() *Thing }
func (t *Thing) Do() *Thing { return t.next.Do() } //=> thing.go:Thing.Do declared
func NewThing() (*Thing, error) { return &Thing{}, nil } //=> thing.go:Thing local
`,
      'use.go': `package a
func use(p *Thing, list []Thing, rest ...*Thing) {
	p.Do().Do() //=> thing.go:Thing.Do declared, thing.go:Thing.Do returned
	made, err := NewThing() //=> thing.go:NewThing import
	made.Do() //=> thing.go:Thing.Do returned
	err.Do() //=>
	(&Thing{next: nil}).Do() //=> thing.go:Thing import, thing.go:Thing.Do constructed
	lit := &Thing{}
	lit.Do() //=> thing.go:Thing.Do constructed
	fresh := new(Thing)
	fresh.Do() //=> thing.go:Thing.Do constructed
	var zero Thing
	zero.Do() //=> thing.go:Thing.Do declared
	for _, each := range list {
		each.Do() //=> thing.go:Thing.Do declared
	}
	for i := range rest {
		rest[i].Do() //=> thing.go:Thing.Do declared
	}
	slice := []map[string]*Thing{{}}
	slice[0]["x"].Do() //=> thing.go:Thing.Do declared
	more := append(list, zero)
	more[0].Do() //=> thing.go:Thing.Do declared
	found, ok := p.by["x"]
	found.Do() //=> thing.go:Thing.Do declared
	_ = ok
	p.run().Do() //=> thing.go:Thing.Do declared
	p.many[0].next.Do() //=> thing.go:Thing.Do declared
	Thing(zero).Do() //=> thing.go:Thing import, thing.go:Thing.Do constructed
}
func cast(x any, ch <-chan *Thing) {
	if t, ok := x.(*Thing); ok {
		t.Do() //=> thing.go:Thing.Do constructed
	}
	x.(*Thing).Do() //=> thing.go:Thing.Do constructed
	switch v := x.(type) {
	case *Thing:
		v.Do() //=> thing.go:Thing.Do declared
	case Other:
		v.Else() //=> use.go:Other.Else declared
	case nil:
	}
	got := <-ch
	got.Do() //=> thing.go:Thing.Do declared
	for each := range ch {
		each.Do() //=> thing.go:Thing.Do declared
	}
	select {
	case one, ok := <-ch:
		one.Do() //=> thing.go:Thing.Do declared
		_ = ok
	}
	go func(t Thing) {
		defer t.Do() //=> thing.go:Thing.Do declared
	}(Thing{}) //=> thing.go:Thing import
}
type Other interface { Else() }
`,
    });
  });

  test('promoted members of embedded types, interfaces, types over others, generics', () => {
    check({
      ...MODULE,
      'base/base.go': 'package base\ntype Base struct{}\nfunc (b *Base) Run() {}\nfunc (b *Base) stop() {}\n',
      'a.go': `package a
import "example.com/app/base"
type App struct { //=>
	*base.Base //=> base/base.go:Base namespace
	Logger //=> a.go:Logger local
	other Logger
}
type Logger interface { Log() Logger }
type Full interface { //=>
	Logger //=> a.go:Logger local
	Flush()
}
func (a App) Own() {}
func f(a *App, full Full) {
	a.Run() //=> base/base.go:Base.Run declared
	a.Base.Run() //=> base/base.go:Base.Run declared
	a.Log().Log() //=> a.go:Logger.Log declared, a.go:Logger.Log returned
	full.Log() //=> a.go:Logger.Log declared
	App.Own(*a) //=> a.go:App.Own static
	(*App).Run(a) //=> base/base.go:Base.Run static
	call := a.Own
	call() //=>
}
type Kind int
func (k Kind) Name() string { return "" }
const ( One Kind = iota; Two )
type Kinds []Kind
func (k Kinds) First() Kind { return k[0] }
type Alias = App
type Copy Logger //=> a.go:Logger local
type Handler func(*App) *App
func (h Handler) Serve() {}
func g(kinds Kinds, alias Alias, copied Copy, handler Handler) {
	Two.Name() //=> a.go:Kind.Name declared
	Kind(3).Name() //=> a.go:Kind local, a.go:Kind.Name constructed
	kinds.First().Name() //=> a.go:Kinds.First declared, a.go:Kind.Name returned
	for _, kind := range kinds {
		kind.Name() //=> a.go:Kind.Name declared
	}
	alias.Own() //=> a.go:App.Own declared
	copied.Log() //=> a.go:Logger.Log declared
	handler(nil).Own() //=> a.go:App.Own declared
	handler.Serve() //=> a.go:Handler.Serve declared
}
type List[T any] struct { items []T }
func (l *List[T]) Push(item T) *List[T] { return l.Push(item) } //=> a.go:List.Push declared
func NewList[T any](of ...T) *List[T] { return &List[T]{} } //=> a.go:List local
func h() {
	NewList[int](1).Push(2) //=> a.go:NewList local, a.go:List.Push returned
	list := NewList("x") //=> a.go:NewList local
	list.Push("y") //=> a.go:List.Push returned
}
`,
    });
  });

  test('the same names outside stay outside', () => {
    check({
      ...MODULE,
      'errors/errors.go':
        'package errors\ntype Error struct{}\nfunc New() *Error { return nil }\nfunc (e *Error) Unwrap() {}\n',
      'a.go': `package a
import (
	"errors"
	"net/http"
	mine "example.com/app/errors"
)
type Server struct { http.Server }
func (s *Server) Header() {}
func f(w http.ResponseWriter, s *Server) {
	errors.New() //=>
	mine.New() //=> errors/errors.go:New namespace
	w.Header() //=>
	s.Header() //=> a.go:Server.Header declared
	s.ListenAndServe() //=>
	http.Server{} //=>
}
`,
    });
  });
});
