import { describe } from 'vitest';
import { check, SHAPE_PY, SHAPE_TS } from './placeCheck.ts';

describe('after a dot, the members of the receiver', () => {
  check([
    {
      at: 'TypeScript: a parameter',
      file: 'src/main.ts',
      text: "import { draw, Shape } from './shape';\nexport function show(shape: Shape) {\n  shape.|\n}\n",
      others: { 'src/shape.ts': SHAPE_TS },
      first: ['Shape.area', 'Shape.scale', 'Shape.width'],
    },
    {
      at: 'TypeScript: inside a call’s arguments',
      file: 'src/main.ts',
      text: "import { draw, Shape } from './shape';\nexport function show(shape: Shape) {\n  draw(shape.|\n}\n",
      others: { 'src/shape.ts': SHAPE_TS },
      first: ['Shape.area', 'Shape.scale', 'Shape.width'],
    },
    {
      at: 'TypeScript: an enum',
      file: 'src/main.ts',
      text: "import { setMode, Mode } from './shape';\nsetMode(Mode.|",
      others: { 'src/shape.ts': SHAPE_TS },
      first: ['Mode.Fill', 'Mode.Stroke'],
    },
    {
      at: 'Python: what a with statement binds',
      file: 'app/main.py',
      text: 'from .shapes import open_session\n\ndef run():\n    with open_session("x") as session:\n        session.|',
      others: { 'app/__init__.py': '', 'app/shapes.py': SHAPE_PY },
      first: ['Session', 'Session.commit', 'Session.rollback'],
    },
    {
      at: 'Python: a module',
      file: 'app/main.py',
      text: 'from . import shapes\n\nshapes.|',
      others: {
        'app/__init__.py': '',
        'app/shapes.py': 'def draw(): pass\n\ndef erase(): pass\n',
        'app/other.py': 'def third(): pass\n',
      },
      first: ['draw', 'erase'],
    },
    {
      at: 'Java: a field',
      file: 'src/app/Main.java',
      text: 'package app;\n\nclass Main {\n  private Shape shape;\n  void show() {\n    shape.|\n  }\n}\n',
      others: {
        'src/app/Shape.java':
          'package app;\n\npublic class Shape {\n  public int area() { return 1; }\n  public Shape scale(int factor) { return this; }\n}\n',
        'src/app/Palette.java': 'package app;\n\npublic class Palette {\n  public int pick() { return 1; }\n}\n',
      },
      first: ['Shape.area', 'Shape.scale'],
    },
    {
      at: 'Go: a pointer',
      file: 'main.go',
      text: 'package app\n\nfunc show(s *Shape) {\n\ts.|\n}\n',
      others: {
        'shape.go':
          'package app\n\ntype Shape struct{}\n\nfunc (s *Shape) Area() int { return 1 }\nfunc (s *Shape) Scale(f int) {}\nfunc Unrelated() {}\n',
      },
      first: ['Shape.Area', 'Shape.Scale'],
    },
    {
      at: 'Rust: a reference',
      file: 'src/main.rs',
      text: 'mod shape;\nuse shape::Shape;\n\nfn show(s: &Shape) {\n    s.|\n}\n',
      others: {
        'src/shape.rs':
          'pub struct Shape;\nimpl Shape {\n    pub fn area(&self) -> i32 { 1 }\n    pub fn scale(&self, f: i32) {}\n}\npub fn unrelated() {}\n',
      },
      first: ['Shape.area', 'Shape.scale'],
    },
  ]);
});

describe('in a call’s arguments, what is called and what it takes', () => {
  check([
    {
      at: 'TypeScript: a class',
      file: 'src/main.ts',
      text: "import { draw } from './shape';\ndraw(|",
      others: { 'src/shape.ts': SHAPE_TS },
      first: ['draw', 'Shape', 'Shape.constructor', 'Shape.square'],
    },
    {
      at: 'TypeScript: the fields of an object, second argument',
      file: 'src/main.ts',
      text: "import { draw, Shape } from './shape';\ndraw(Shape.square(1), { |",
      others: { 'src/shape.ts': SHAPE_TS },
      first: ['draw', 'Shape', 'Options', 'Options.color', 'Options.mode'],
    },
    {
      at: 'TypeScript: an enum',
      file: 'src/main.ts',
      text: "import { setMode } from './shape';\nsetMode(|",
      others: { 'src/shape.ts': SHAPE_TS },
      first: ['setMode', 'Mode', 'Mode.Fill', 'Mode.Stroke'],
    },
    {
      at: 'Python: an enum, second argument',
      file: 'app/main.py',
      text: 'from .shapes import draw\n\ndef run(shape):\n    draw(shape, |',
      others: { 'app/__init__.py': '', 'app/shapes.py': SHAPE_PY },
      first: ['draw', 'Mode', 'Mode.FILL', 'Mode.STROKE'],
    },
    {
      at: 'Python: by name',
      file: 'app/main.py',
      text: 'from .shapes import draw\n\ndef run():\n    draw(mode=|',
      others: { 'app/__init__.py': '', 'app/shapes.py': SHAPE_PY },
      first: ['draw', 'Mode', 'Mode.FILL', 'Mode.STROKE'],
    },
    {
      at: 'Java: of a method',
      file: 'src/app/Main.java',
      text: 'package app;\n\nclass Main {\n  private Canvas canvas;\n  void show() {\n    canvas.setMode(|\n  }\n}\n',
      others: {
        'src/app/Mode.java': 'package app;\n\npublic enum Mode { FILL, STROKE }\n',
        'src/app/Canvas.java':
          'package app;\n\npublic class Canvas {\n  public void setMode(Mode mode) {}\n  public void clear() {}\n}\n',
        'src/app/Palette.java': 'package app;\n\npublic class Palette {\n  public int pick() { return 1; }\n}\n',
      },
      first: ['Canvas.setMode', 'Mode', 'Mode.FILL', 'Mode.STROKE'],
    },
    {
      at: 'Rust: of a function',
      file: 'src/main.rs',
      text: 'mod shape;\nuse shape::set_mode;\n\nfn show() {\n    set_mode(|\n}\n',
      others: {
        'src/shape.rs': 'pub enum Mode { Fill, Stroke }\npub fn set_mode(mode: Mode) {}\npub fn unrelated() {}\n',
      },
      first: ['set_mode', 'Mode', 'Mode.Fill', 'Mode.Stroke'],
    },
  ]);
});

describe('after new, what can be constructed', () => {
  check([
    {
      at: 'TypeScript: the declared type',
      file: 'src/main.ts',
      text: "import { draw, Palette, Shape } from './shape';\nconst shape: Shape = new |",
      others: { 'src/shape.ts': SHAPE_TS },
      first: ['Shape', 'Shape.constructor'],
    },
    {
      at: 'TypeScript: the constructor’s arguments',
      file: 'src/main.ts',
      text: "import { draw, Palette, Shape } from './shape';\nconst shape = new Shape(|",
      others: { 'src/shape.ts': SHAPE_TS },
      first: ['Shape', 'Shape.constructor', 'Palette', 'draw'],
    },
    {
      at: 'Java: the declared type and what is derived from it',
      file: 'src/app/Main.java',
      text: 'package app;\n\nclass Main {\n  void show() {\n    Shape shape = new |\n  }\n}\n',
      others: {
        'src/app/Shape.java': 'package app;\n\npublic abstract class Shape {\n  public int area() { return 1; }\n}\n',
        'src/app/Square.java': 'package app;\n\npublic class Square extends Shape {\n  public Square(int side) {}\n}\n',
        'src/app/Palette.java': 'package app;\n\npublic class Palette {\n  public Palette() {}\n}\n',
      },
      first: ['Shape', 'Square', 'Square.Square'],
    },
    {
      at: 'C#: the declared type',
      file: 'src/Main.cs',
      text: 'namespace App;\n\nclass Main {\n  void Show() {\n    Shape shape = new |\n  }\n}\n',
      others: {
        'src/Shape.cs':
          'namespace App;\n\npublic class Shape {\n  public Shape(int side) {}\n  public int Area() { return 1; }\n}\n',
        'src/Palette.cs': 'namespace App;\n\npublic class Palette {\n  public Palette() {}\n}\n',
      },
      first: ['Shape', 'Shape.Shape'],
    },
  ]);
});
