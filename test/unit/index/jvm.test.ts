import { beforeAll, describe, expect, test } from 'vitest';
import { checkEdges } from './edgeCheck.ts';
import { createWorkspace, loadGrammars } from './workspace.ts';

beforeAll(() => loadGrammars('a.java', 'a.kt'));

describe('Java', () => {
  test('packages: mates in any folder, imports of one name, static ones, on demand, full names', () => {
    checkEdges({
      'main/a/b/Tool.java': `package a.b;
public class Tool { public static Tool make() { return null; } public Tool go() { return this; } static class In { In go() { return null; } } }
class Base { static int shared() { return 1; } }
class More extends Base {}
`,
      'test/mate.java': `package a.b;
class Mate { void run(Tool.In inner) { //=> main/a/b/Tool.java:Tool import, main/a/b/Tool.java:Tool.In static
    Tool.make().go(); //=> main/a/b/Tool.java:Tool import, main/a/b/Tool.java:Tool.make static, main/a/b/Tool.java:Tool.go returned
    inner.go(); //=> main/a/b/Tool.java:Tool.In.go declared
} }
`,
      'One.java': `package c;
import a.b.Tool;
import static a.b.Tool.make;
import static a.b.More.shared;
import a.b.Tool.In;
class One { void run(In in) {
    new Tool().go(); //=> main/a/b/Tool.java:Tool import, main/a/b/Tool.java:Tool.go constructed
    make().go(); //=> main/a/b/Tool.java:Tool.make import, main/a/b/Tool.java:Tool.go returned
    shared(); //=> main/a/b/Tool.java:Base.shared import
    in.go(); //=> main/a/b/Tool.java:Tool.In.go declared
} }
`,
      'All.java': `package c;
import a.b.*;
import static a.b.Tool.*;
class All { void run() {
    Tool t = make(); //=> main/a/b/Tool.java:Tool import, main/a/b/Tool.java:Tool.make import
    new In().go(); //=> main/a/b/Tool.java:Tool.In import, main/a/b/Tool.java:Tool.In.go constructed
    a.b.Tool.make(); //=> main/a/b/Tool.java:Tool namespace, main/a/b/Tool.java:Tool.make static
} }
`,
      'None.java': `package c;
class None { void run(Tool t) { //=>
    t.go(); //=>
} }
`,
    });
  });

  test('the JDK and other libraries stay outside, whatever names the repository has', () => {
    checkEdges({
      'List.java': 'package mine;\npublic class List { public void add() {} public Object first() { return null; } }\n',
      'Use.java': `package use;
import java.util.List;
import org.lib.Widget;
class Use { String name; void run(List<Use> list, Widget widget, Map<String, Use> map) { //=> Use.java:Use local, Use.java:Use local
    list.add(); //=>
    list.size(); //=>
    list.get(0).size(); //=> Use.java:Use.size declared
    for (var use : map.values()) {
      use.size(); //=> Use.java:Use.size declared
    }
    widget.first(); //=>
    name.first(); //=> Use.java:Use.name self
    System.out.first(); //=>
  }
  int size() { return 0; }
}
`,
    });
  });

  test('bare members: inherited ones, those of the class around, fields beside methods of the same name, locals', () => {
    checkEdges({
      'Base.java': 'package p;\nclass Base { protected Item item; Item item() { return item; } void log(int a) {} }\n',
      'Item.java': 'package p;\ninterface Item { Item next(); default void stop() {} }\n',
      'Sub.java': `package p;
class Sub extends Base {
  Sub() {
    super(); //=> Base.java:Base self
  }
  Sub(int a) {
    this(); //=> Sub.java:Sub.Sub self
  }
  void log(String a, int b) {}
  void run(Item log) { //=> Item.java:Item import
    log(1); //=> Base.java:Base.log self
    log("", 2); //=> Sub.java:Sub.log self
    log.stop(); //=> Item.java:Item.stop declared
    item().next(); //=> Base.java:Base.item self, Item.java:Item.next returned
    item.stop(); //=> Base.java:Base.item self, Item.java:Item.stop declared
    super.item(); //=> Base.java:Base.item self
    Item one = item(); //=> Item.java:Item import, Base.java:Base.item self
    new Item() { //=> Item.java:Item import
      public Item next() {
        stop(); //=> Item.java:Item.stop self
        helper(); //=> Sub.java:Sub.helper self
        return this.next(); //=> Sub.java:Sub.run.new.next self
      }
    };
    new Item() { //=> Item.java:Item import
      public void stop() {
        next(); //=> Item.java:Item.next self
      }
    };
    Runnable r = () -> Sub.this.helper(); //=> Sub.java:Sub local, Sub.java:Sub.helper constructed
  }
  void helper() {}
}
`,
    });
  });

  test('records, enums, sealed types, patterns, casts, bounds of type parameters', () => {
    checkEdges({
      'Shape.java': `package s;
public sealed interface Shape permits Dot, Line { void draw(); }
record Dot(Point at) implements Shape { public void draw() {} }
record Line(Point from, Point to) implements Shape { public void draw() {} }
class Point { Point moved() { return this; } }
enum Color { RED { void paint() {} }; void paint() {} static Color of() { return RED; } } //=> Shape.java:Color local, Shape.java:Color.RED self
class Box<T extends Shape> {
  T value;
  <R extends Point> void run(Object object, R point) {
    value.draw(); //=> Shape.java:Box.value self, Shape.java:Shape.draw declared
    point.moved(); //=> Shape.java:Point.moved declared
    if (object instanceof Dot dot) {
      dot.at().moved(); //=> Shape.java:Dot.at declared, Shape.java:Point.moved declared
    }
    switch (object) {
      case Line(Point from, var to) -> from.moved(); //=> Shape.java:Line local, Shape.java:Point local, Shape.java:Point.moved declared
      case Dot d -> d.draw(); //=> Shape.java:Dot local, Shape.java:Dot.draw declared
      default -> ((Line) object).draw(); //=> Shape.java:Line local, Shape.java:Line.draw constructed
    }
    Color.of().paint(); //=> Shape.java:Color local, Shape.java:Color.of static, Shape.java:Color.paint returned
    Color.RED.paint(); //=> Shape.java:Color local, Shape.java:Color.RED static, Shape.java:Color.paint static
    var made = new Box<Dot>(); //=> Shape.java:Box local, Shape.java:Dot local
    made.run(null, null); //=> Shape.java:Box.run constructed
    object.draw(); //=>
  }
}
`,
    });
  });

  test('of several classes of one name the one in the nearest folder', () => {
    checkEdges({
      'one/src/A.java': 'package p;\npublic class A { void go() {} }\n',
      'two/src/A.java': 'package p;\npublic class A { void go() {} }\n',
      'two/test/B.java':
        'package p;\nclass B { { new A().go(); } } //=> two/src/A.java:A import, two/src/A.java:A.go constructed\n',
    });
  });

  test('imports: of the repository, of outside, of what is missing', () => {
    const snapshot = createWorkspace().write({
      'A.java': 'package a.b;\npublic class A { public static class In {} }\n',
      'B.java':
        'import a.b.A;\nimport a.b.A.In;\nimport a.b.*;\nimport java.util.List;\nimport a.b.Gone;\nimport static a.b.A.*;\nclass B {}\n',
    });
    const file = snapshot.find({ root: 0, relative: 'B.java' });
    const targets = snapshot.imports(file?.id ?? -1).map(({ target }) => target.kind);
    expect(targets).toEqual(['file', 'file', 'package', 'external', 'unresolved', 'file']);
  });
});

describe('Kotlin', () => {
  test('top-level functions, extensions, aliases, companions, objects, what functions return', () => {
    checkEdges({
      'lib/anything.kt': `package a.b
class Tool(val next: Tool?) { fun go(): Tool = this
  fun self() = apply { go() }
  companion object {
    fun make() = Tool(null) //=> lib/anything.kt:Tool local
    fun Int.tools() = 1
  }
}
object Single { fun start() {} }
fun build(): Tool = Tool.make() //=> lib/anything.kt:Tool local, lib/anything.kt:Tool local, lib/anything.kt:Tool.make static
fun made() = build() //=> lib/anything.kt:build local
fun String.shout() = 1
val shared by lazy { Tool(null) } //=> lib/anything.kt:Tool local
`,
      'lib/more.kt':
        'package a.b\nfun Tool.more(): Tool = this\nfun <T> T.any() {}\nfun Other.wrong() {}\nclass Other\n',
      'use.kt': `package c
import a.b.Tool as T
import a.b.build
import a.b.made
import a.b.more
import a.b.shout
import a.b.shared
import a.b.any
import a.b.wrong
import a.b.Single
import a.b.Tool.Companion.tools
import a.b.Tool.Companion.make
fun run(tool: T?, name: String) { //=> lib/anything.kt:Tool import
  tool?.go()!!.next?.go() //=> lib/anything.kt:Tool.go declared, lib/anything.kt:Tool.next returned, lib/anything.kt:Tool.go returned
  build().go() //=> lib/anything.kt:build import, lib/anything.kt:Tool.go returned
  made().go() //=> lib/anything.kt:made import, lib/anything.kt:Tool.go returned
  build().more().go() //=> lib/anything.kt:build import, lib/more.kt:Tool.more returned, lib/anything.kt:Tool.go returned
  name.shout() //=> lib/anything.kt:String.shout import
  shared.go() //=> lib/anything.kt:shared import, lib/anything.kt:Tool.go constructed
  3.tools() //=> lib/anything.kt:Tool.Int.tools import
  build().self().go() //=> lib/anything.kt:build import, lib/anything.kt:Tool.self returned, lib/anything.kt:Tool.go returned
  T.make().go() //=> lib/anything.kt:Tool import, lib/anything.kt:Tool.make static, lib/anything.kt:Tool.go returned
  make() //=> lib/anything.kt:Tool.make import
  Single.start() //=> lib/anything.kt:Single import, lib/anything.kt:Single.start static
  tool.any() //=> lib/more.kt:T.any import
  tool.wrong() //=>
  name.go() //=>
  tool?.let { it.go() } //=> lib/anything.kt:Tool.go declared
  (name as T).go() //=> lib/anything.kt:Tool import, lib/anything.kt:Tool.go constructed
}
`,
    });
  });

  test('Java and Kotlin see the classes of one package', () => {
    checkEdges({
      'J.java':
        'package p;\npublic class J extends K { J go() { return this; }\n  void run() { stop(); } //=> K.kt:K.stop self\n}\n',
      'K.kt': `package p
open class K { fun stop() {} }
class L : J() {
  fun use(j: J) { //=> J.java:J import
    j.go().stop() //=> J.java:J.go declared, K.kt:K.stop returned
    go() //=> J.java:J.go self
    val task = object : K() { //=> K.kt:K local
      fun inner() { stop() } //=> K.kt:K.stop self
    }
    if (task is J) task.go() //=> J.java:J import, J.java:J.go declared
  }
}
`,
    });
  });
});
