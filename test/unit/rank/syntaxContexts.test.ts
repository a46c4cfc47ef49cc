import { describe } from 'vitest';
import { check, SHAPE_PY, SHAPE_TS } from './placeCheck.ts';

const BUTTON = `export interface ButtonProps { label: string; onPress: () => void }
export function Button(props: ButtonProps) { return null; }
export function Unrelated(props: { text: string }) { return null; }
`;

describe('in a JSX tag, the component and its properties', () => {
  check([
    {
      at: 'TSX: a function with a type of properties',
      file: 'src/main.tsx',
      text: "import { Button, Unrelated } from './button';\nexport function Page() {\n  return <Button |",
      others: { 'src/button.tsx': BUTTON },
      first: ['Button', 'ButtonProps', 'ButtonProps.label', 'ButtonProps.onPress'],
    },
    {
      at: 'TSX: with properties before it',
      file: 'src/main.tsx',
      text: 'import { Button, Unrelated } from \'./button\';\nexport function Page() {\n  return (\n    <Button label="x"\n      |',
      others: { 'src/button.tsx': BUTTON },
      first: ['Button', 'ButtonProps', 'ButtonProps.label', 'ButtonProps.onPress'],
    },
  ]);
});

describe('in an import statement, what the module offers', () => {
  check([
    {
      at: 'TypeScript: names before the module',
      file: 'src/main.ts',
      text: "import { other } from './other';\nimport { | } from './shape';\n",
      others: {
        'src/shape.ts': 'export class Shape {}\nexport function draw() {}\n',
        'src/other.ts': 'export function other() {}\nexport function another() {}\n',
      },
      first: ['Shape', 'draw'],
    },
    {
      at: 'Python: relative',
      file: 'app/main.py',
      text: 'from .other import third\nfrom .shapes import |',
      others: {
        'app/__init__.py': '',
        'app/shapes.py': 'class Shape: pass\n\ndef draw(): pass\n',
        'app/other.py': 'def third(): pass\n\ndef fourth(): pass\n',
      },
      first: ['Shape', 'draw'],
    },
    {
      at: 'Python: a package',
      file: 'main.py',
      text: 'from app.shapes import |',
      others: {
        'app/__init__.py': '',
        'app/shapes.py': 'class Shape: pass\n\ndef draw(): pass\n',
        'app/other.py': 'def third(): pass\n',
      },
      first: ['Shape', 'draw'],
    },
    {
      at: 'Rust',
      file: 'src/main.rs',
      text: 'mod shape;\nmod other;\nuse crate::shape::|',
      others: { 'src/shape.rs': 'pub struct Shape;\npub fn draw() {}\n', 'src/other.rs': 'pub fn third() {}\n' },
      first: ['Shape', 'draw'],
    },
  ]);
});

describe('in a type position, types', () => {
  check([
    {
      at: 'TypeScript',
      file: 'src/main.ts',
      text: "import { draw, Mode, Palette, Shape, unrelated } from './shape';\nexport function show(shape: |",
      others: { 'src/shape.ts': SHAPE_TS },
      first: ['Mode', 'Palette', 'Shape'],
    },
    {
      at: 'Python',
      file: 'app/main.py',
      text: 'from .shapes import draw, Mode, Shape, unrelated\n\ndef show(shape: |',
      others: { 'app/__init__.py': '', 'app/shapes.py': SHAPE_PY },
      first: ['Mode', 'Shape'],
    },
  ]);
});

describe('where a value is matched, its cases', () => {
  check([
    {
      at: 'Python: match over an enum',
      file: 'app/main.py',
      text: 'from .shapes import Mode, draw\n\ndef run(mode: Mode):\n    match mode:\n        case |',
      others: { 'app/__init__.py': '', 'app/shapes.py': SHAPE_PY },
      first: ['Mode', 'Mode.FILL', 'Mode.STROKE'],
    },
    {
      at: 'Rust: match over an enum',
      file: 'src/main.rs',
      text: 'mod shape;\nuse shape::Mode;\n\nfn show(mode: Mode) {\n    match mode {\n        |\n    }\n}\n',
      others: {
        'src/shape.rs': 'pub enum Mode { Fill, Stroke }\npub fn set_mode(mode: Mode) {}\npub fn unrelated() {}\n',
      },
      first: ['Mode', 'Mode.Fill', 'Mode.Stroke'],
    },
    {
      at: 'TypeScript: switch over an enum',
      file: 'src/main.ts',
      text: "import { draw, type Mode } from './shape';\nexport function show(mode: Mode) {\n  switch (mode) {\n    case |",
      others: { 'src/shape.ts': SHAPE_TS },
      first: ['Mode', 'Mode.Fill', 'Mode.Stroke'],
    },
    {
      at: 'Java: switch over an enum, second case',
      file: 'src/app/Main.java',
      text: 'package app;\n\nclass Main {\n  void show(Mode mode) {\n    switch (mode) {\n      case FILL:\n        break;\n      case |\n    }\n  }\n}\n',
      others: {
        'src/app/Mode.java': 'package app;\n\npublic enum Mode { FILL, STROKE }\n',
        'src/app/Palette.java': 'package app;\n\npublic class Palette {\n  public int pick() { return 1; }\n}\n',
      },
      first: ['Mode', 'Mode.FILL', 'Mode.STROKE'],
    },
    {
      at: 'Kotlin: when over an enum',
      file: 'src/app/Main.kt',
      text: 'package app\n\nfun show(mode: Mode) {\n  when (mode) {\n    |\n  }\n}\n',
      others: {
        'src/app/Mode.kt': 'package app\n\nenum class Mode { FILL, STROKE }\n',
        'src/app/Palette.kt': 'package app\n\nclass Palette {\n  fun pick(): Int = 1\n}\n',
      },
      first: ['Mode', 'Mode.FILL', 'Mode.STROKE'],
    },
    {
      at: 'Rust: a variant after the enum',
      file: 'src/main.rs',
      text: 'mod shape;\nuse shape::Mode;\n\nfn show(mode: Mode) {\n    match mode {\n        Mode::|\n    }\n}\n',
      others: { 'src/shape.rs': 'pub enum Mode { Fill, Stroke }\npub fn set_mode(mode: Mode) {}\n' },
      first: ['Mode', 'Mode.Fill', 'Mode.Stroke'],
    },
  ]);
});

describe('in a with statement, what can be entered', () => {
  check([
    {
      at: 'Python: what gives a context manager',
      file: 'app/main.py',
      text: 'from .shapes import draw, open_session, unrelated\n\ndef run():\n    with |',
      others: { 'app/__init__.py': '', 'app/shapes.py': SHAPE_PY },
      first: ['Session', 'open_session'],
    },
  ]);
});
