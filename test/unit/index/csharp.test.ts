import { beforeAll, describe, expect, test } from 'vitest';
import { checkEdges } from './edgeCheck.ts';
import { createWorkspace, describeSymbol, loadGrammars } from './workspace.ts';

beforeAll(() => loadGrammars('a.cs'));

const check = (files: Readonly<Record<string, string>>) => checkEdges(files, ['call']);

describe('names', () => {
  test('namespaces around open their names and those of their prefixes', () => {
    check({
      'a.cs': 'namespace A;\npublic class Outer { public static void Go() {} }\n',
      'ab.cs':
        'namespace A.B;\npublic class Near { public static void Go() {} }\npublic class System { public static void Go() {} }\n',
      'abc.cs': `namespace A.B.C;
class User {
  void Run() {
    Near.Go(); //=> ab.cs:Near.Go static
    Outer.Go(); //=> a.cs:Outer.Go static
    B.Near.Go(); //=> ab.cs:Near.Go static
    A.B.Near.Go(); //=> ab.cs:Near.Go static
    global::A.Outer.Go(); //=> a.cs:Outer.Go static
    Foreign.Go(); //=>
  }
}
`,
      'other.cs': 'namespace X;\nclass User { void Run() {\n  Near.Go(); //=>\n} }\n',
    });
  });

  test('directives: namespaces, static, aliases, in blocks, global ones in the project alone', () => {
    check({
      'p/p.csproj':
        '<Project><ItemGroup><Using Include="Lib.Shown" /><Using Include="Lib.Hidden" Alias="H" /></ItemGroup></Project>',
      'p/Global.cs': 'global using Lib.Tools;\n',
      'lib/Lib.cs': `namespace Lib {
  public class Plain { public static void Go() {} }
  namespace Tools { public class Hammer { public void Hit() {} public static int Weigh() => 1; } }
  namespace Shown { public class Seen { public static void Go() {} } }
  namespace Hidden { public class Unseen { public static void Go() {} } }
}
`,
      'p/use.cs': `using static Lib.Plain;
using Tool = Lib.Tools.Hammer;
namespace P {
  using Lib;
  class User {
    void Run() {
      Plain.Go(); //=> lib/Lib.cs:Lib.Plain.Go static
      Go(); //=> lib/Lib.cs:Lib.Plain.Go import
      new Tool().Hit(); //=> lib/Lib.cs:Lib.Tools.Hammer import, lib/Lib.cs:Lib.Tools.Hammer.Hit constructed
      Hammer.Weigh(); //=> lib/Lib.cs:Lib.Tools.Hammer.Weigh static
      Seen.Go(); //=> lib/Lib.cs:Lib.Shown.Seen.Go static
      Unseen.Go(); //=>
    }
  }
}
`,
      'q/q.csproj': '<Project />',
      'q/use.cs': 'class User { void Run() {\n  Hammer.Weigh(); //=>\n} }\n',
    });
  });

  test('libraries outside are no files of the same name', () => {
    check({
      'Console.cs':
        'namespace Mine;\npublic class Console { public static void WriteLine() {} public class List { public void Add() {} } }\n',
      'use.cs': `using System;
using System.Collections.Generic;
class User { void Run(List<int> list) {
  Console.WriteLine(); //=>
  list.Add(1); //=>
  System.Console.WriteLine(); //=>
} }
`,
    });
  });
});

describe('members', () => {
  test('this, base, inherited members by bare name, interfaces, constructors, partial types', () => {
    check({
      'base.cs': `namespace N;
public interface IRun { void Run(); void Rest() => Sleep(); void Sleep(); } //=> base.cs:IRun.Sleep self
public abstract class Base : IRun {
  protected Base(int size) {}
  public virtual void Run() {}
  public void Sleep() {}
}
`,
      'one.cs': `namespace N;
public partial class Machine : Base {
  private readonly Part _part = new(); //=> one.cs:Part local
  public Part Part { get; }
  public Machine() : this(1) {} //=> one.cs:Machine.Machine self
  public Machine(int size) : base(size) {} //=> base.cs:Base self
  public override void Run() {
    base.Run(); //=> base.cs:Base.Run self
    Sleep(); //=> base.cs:Base.Sleep self
    Other(); //=> two.cs:Machine.Other self
    this.Other(1); //=> two.cs:Machine.Other self
    _part.Turn(); //=> one.cs:Part.Turn declared
    Part.Turn(); //=> one.cs:Part.Turn declared
    Part.Make().Turn(); //=> one.cs:Part.Make declared, one.cs:Part.Turn returned
  }
}
public class Part { public void Turn() {} public static Part Make() => new(); }
`,
      'two.cs': `namespace N;
public partial class Machine {
  void Other() {}
  void Other(int count) => new Machine { }.Sleep(); //=> two.cs:Machine local, base.cs:Base.Sleep constructed
  void Use(IRun run, Machine? machine) {
    run.Run(); //=> base.cs:IRun.Run declared
    machine?.Run(); //=> one.cs:Machine.Run declared
    ((Base)run).Sleep(); //=> base.cs:Base.Sleep declared
    if (run is Machine found) found.Other(); //=> two.cs:Machine.Other declared
    void Sleep() {}
    Sleep(); //=> two.cs:Machine.Use.Sleep local
  }
}
`,
    });
  });

  test('chains through tasks, elements, properties, delegates and bounds', () => {
    check({
      'a.cs': `using System.Collections.Generic;
using System.Threading.Tasks;
namespace N;
public class Item { public void Go() {} public Item Next => this; }
public delegate Item Maker(string name);
public class Store<T> where T : Item {
  public T Held;
  public Task<Item> LoadAsync() => null;
  public Dictionary<string, Item> Items { get; }
  public List<Item> All() => null;
  async Task Run(Maker maker, System.Func<int, Item> made) {
    var item = await LoadAsync().ConfigureAwait(false); //=> a.cs:Store.LoadAsync self
    item.Go(); //=> a.cs:Item.Go returned
    (await this.LoadAsync()).Next.Go(); //=> a.cs:Store.LoadAsync self, a.cs:Item.Go declared
    foreach (var one in Items.Values) { one.Go(); } //=> a.cs:Item.Go declared
    foreach (var one in All()) one.Next.Go(); //=> a.cs:Store.All self, a.cs:Item.Go returned
    All()[0].Go(); //=> a.cs:Store.All self, a.cs:Item.Go declared
    All().First().Go(); //=> a.cs:Store.All self, a.cs:Item.Go returned
    Held.Go(); //=> a.cs:Item.Go declared
    maker("a").Go(); //=> a.cs:Item.Go declared
    made(1).Go(); //=> a.cs:Item.Go declared
  }
}
`,
    });
  });

  test('types of one name are told apart by their type parameters', () => {
    check({
      'generic.cs':
        'namespace N;\npublic class Box<T> : Box { public T Open() => default; public static Box<T> Make() => new(); }\n',
      'plain.cs':
        'namespace N;\npublic class Box { public void Shut() {} public void Open(int key) {} public static void Make() {} }\n',
      'use.cs': `namespace N;
class User { void Run(Box<int> some, Box none) {
  some.Open(); //=> generic.cs:Box.Open declared
  none.Open(1); //=> plain.cs:Box.Open declared
  some.Shut(); //=> plain.cs:Box.Shut declared
  new Box<string>().Open(); //=> generic.cs:Box import, generic.cs:Box.Open constructed
  new Box().Open(2); //=> plain.cs:Box import, plain.cs:Box.Open constructed
  Box<int>.Make().Open(); //=> generic.cs:Box.Make static, generic.cs:Box.Open returned
  Box.Make(); //=> plain.cs:Box.Make static
} }
`,
    });
  });

  test('extension methods: of types inside and outside, by interface and bound, where their namespace is open', () => {
    check({
      'ext.cs': `namespace Tools;
public interface IShape { }
public class Circle : IShape { public void Fill() {} }
public static class Extensions {
  public static int Area(this IShape shape, int scale) => 1;
  public static int Area(this IShape shape) => shape.Area(1); //=> ext.cs:Extensions.Area declared
  public static TShape Named<TShape>(this TShape shape, string name) where TShape : IShape => shape;
  public static bool Blank(this string text) => true;
}
`,
      'more.cs': 'namespace Other;\npublic static class More { public static bool Blank(this string text) => true; }\n',
      'use.cs': `using Tools;
class User { void Run(Circle circle, string text) {
  circle.Area(); //=> ext.cs:Extensions.Area declared
  circle.Area(2); //=> ext.cs:Extensions.Area declared
  circle.Named("a").Fill(); //=> ext.cs:Extensions.Named declared, ext.cs:Circle.Fill returned
  Extensions.Area(circle); //=> ext.cs:Extensions.Area static
  text.Blank(); //=> ext.cs:Extensions.Blank declared
  text.Trim().Blank(); //=> ext.cs:Extensions.Blank unique
} }
`,
    });
  });

  test('overloads by the number of arguments over all parts of a type', () => {
    const snapshot = createWorkspace().write({
      'a.cs': 'partial class A { public void On(string a) {} }\n',
      'b.cs': 'partial class A { public void On(string a, int b, params int[] more) {} }\n',
      'c.cs': 'class C { void Run(A a) {\n a.On("");\n a.On("", 1);\n a.On("", 1, 2, 3);\n} }\n',
    });
    const file = snapshot.find({ root: 0, relative: 'c.cs' });
    const calls = snapshot.references(file?.id ?? -1).filter(({ kind }) => kind === 'call');
    expect(calls.map(({ to }) => describeSymbol(snapshot, to))).toEqual(['a.cs:A.On', 'b.cs:A.On', 'b.cs:A.On']);
  });

  test('what a lambda is given is said by what it is passed to', () => {
    check({
      'a.cs': `using System;
namespace N;
public class Options { public void Set(Func<Item, int, bool> test) {} public Options Then(Action<Item> act) => this; }
public class Item { public void Go() {} public bool Is() => true; }
public static class Extensions { public static void Each(this Options options, Action<Item> act) {} }
public class Engine {
  System.Collections.Generic.List<Item> Items;
  public Engine(int size) {}
  public Engine(string name, Action<Options> configure) {}
  static Engine Make() => new("a", o => o.Then(i => i.Go())); //=> a.cs:Engine local, a.cs:Options.Then declared, a.cs:Item.Go declared
  void Run() {
    new Engine("b", options => {
      options.Set((item, count) => {
        item.Go(); //=> a.cs:Item.Go declared
        count.Go(); //=>
      });
      Action<Item> act = given => given.Go(); //=> a.cs:Item.Go declared
      options.Each(given => given.Go()); //=> a.cs:Extensions.Each declared, a.cs:Item.Go declared
      foreach (var one in Items.Where(x => x.Is()).Select(x => x.Is())) { //=> a.cs:Item.Is declared, a.cs:Item.Is declared
        one.Go(); //=>
      }
      options.Then(x => { }).Then(x => x.Go()); //=> a.cs:Options.Then declared, a.cs:Options.Then returned, a.cs:Item.Go returned
    });
  }
}
`,
    });
  });

  test('attributes are named without their last word, top-level code calls', () => {
    check({
      'attribute.cs':
        'namespace N;\npublic class MarkAttribute : System.Attribute { }\npublic static class App { public static void Start() {} }\n',
      'program.cs': `using N;
App.Start(); //=> attribute.cs:App.Start static
[Mark] //=> attribute.cs:MarkAttribute import
class Marked { }
`,
    });
  });
});
