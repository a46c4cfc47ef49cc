import { beforeAll, test } from 'vitest';
import { createPhpResolver } from '../../../src/index/resolvers/php/phpResolver.ts';
import { checkEdges } from './edgeCheck.ts';
import { check } from './resolverCheck.ts';
import { loadGrammars } from './workspace.ts';

beforeAll(() => loadGrammars('a.php'));

test('namespaces and included files', () => {
  check(
    createPhpResolver,
    {},
    'src/A.php src/Sub/B.php lib/c.php',
    `src/A.php: App.Sub → App.Sub
     src/A.php: Psr.Log → Psr.Log
     src/A.php: ./Sub/B.php → src/Sub/B.php
     src/A.php: lib/c.php → lib/c.php
     src/A.php: ./gone.php → ?
     src/A.php: ./../vendor/autoload.php → (vendor/autoload.php)`,
  );
});

test('imports, the own namespace, global functions, and lookalikes from outside', () => {
  checkEdges({
    'src/Logger.php': `<?php
namespace App;
use App\\Handler\\Handler;
use App\\Handler\\{Group as Many, function level};
use Vendor\\Formatter;
class Logger {
  public function __construct(private Handler $handler, private ?Many $many = null) {}
  public function log(string $text): static {
    $this->handler->handle($text); //=> src/Logger.php:Logger.handler self, src/Handler/Handler.php:Handler.handle declared
    $this->many?->all()->handle($text); //=> src/Logger.php:Logger.many self, src/Handler/Group.php:Group.all declared, src/Handler/Handler.php:Handler.handle returned
    level($text); //=> src/Handler/Group.php:level import
    helper($text); //=> src/helpers.php:helper import
    Formatter::format($text); //=>
    return $this;
  }
}
function run(Logger $logger): void { //=> src/Logger.php:Logger local
  $logger->log('a')->log('b'); //=> src/Logger.php:Logger.log declared, src/Logger.php:Logger.log returned
  $other = new Other(); //=> src/Other.php:Other import
  $other->make()->go(); //=> src/Other.php:Other.make constructed, src/Other.php:Other.go returned
  Other::make()->go(); //=> src/Other.php:Other import, src/Other.php:Other.make static, src/Other.php:Other.go returned
  (new \\App\\Handler\\Handler())->handle(''); //=> src/Handler/Handler.php:Handler namespace, src/Handler/Handler.php:Handler.handle constructed
}
`,
    'src/Other.php': `<?php
namespace App;
class Other extends Handler\\Base implements \\Countable, Labelled {
  use HasLabel;
  public static function make(): self { return new self(); } //=> src/Other.php:Other self
  public function go(): void {
    parent::go(); //=> src/Handler/Base.php:Base.go self
    $this->named(); //=> src/Named.php:Named.named self
    self::make(); //=> src/Other.php:Other.make self
    $this->label(); //=> src/Named.php:HasLabel.label self
    static::LIMIT; //=> src/Handler/Base.php:Base.LIMIT self
  }
}
`,
    'src/Named.php': `<?php
namespace App;
interface Labelled { public function label(): string; }
trait HasLabel { public function label(): string { return ''; } }
trait Named { public function named(): string { return ''; } }
`,
    'src/Handler/Base.php': `<?php
namespace App\\Handler;
use App\\Named;
abstract class Base {
  use Named;
  public const LIMIT = 1;
  public function go(): void {}
}
`,
    'src/Handler/Handler.php': `<?php
namespace App\\Handler;
class Handler { public function handle(string $text): bool { return level($text); } } //=> src/Handler/Group.php:level import
`,
    'src/Handler/Group.php': `<?php
namespace App\\Handler;
class Group {
  /** @var Handler[] */
  private array $handlers = [];
  public function all(): Handler { //=> src/Handler/Handler.php:Handler import
    foreach ($this->handlers as $one) { //=> src/Handler/Group.php:Group.handlers self
      $one->handle(''); //=> src/Handler/Handler.php:Handler.handle declared
    }
  }
}
function level(string $text): bool { return true; }
`,
    'src/helpers.php': `<?php
function helper(string $text): void {}
function Formatter(): void {}
class Formatter { public static function format() {} }
`,
    'src/block.php': `<?php
namespace One { class A { public static function f(): void {} } function g() { A::f(); } } //=> src/block.php:One.A local, src/block.php:One.A.f static
namespace Two { \\One\\A::f(); } //=> src/block.php:One.A static, src/block.php:One.A.f static
`,
  });
});
