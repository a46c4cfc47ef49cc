import { beforeAll, test } from 'vitest';
import { createRubyResolver } from '../../../src/index/resolvers/ruby/rubyResolver.ts';
import { checkEdges } from './edgeCheck.ts';
import { check } from './resolverCheck.ts';
import { loadGrammars } from './workspace.ts';

beforeAll(() => loadGrammars('a.rb'));

test('required files', () => {
  check(
    createRubyResolver,
    { 'shop.gemspec': '', 'plugin/plugin.gemspec': '' },
    'lib/shop.rb lib/shop/cart.rb lib/json.rb spec/spec_helper.rb spec/shop/cart_spec.rb plugin/lib/plugin.rb exe/shop',
    `lib/shop.rb: shop/cart → lib/shop/cart.rb
     lib/shop.rb: ./shop/cart → lib/shop/cart.rb
     lib/shop.rb: ./shop/gone → ?
     lib/shop.rb: shop/gone → ?
     lib/shop.rb: plugin → plugin/lib/plugin.rb
     lib/shop.rb: set → (set)
     lib/json.rb: json → (json)
     exe/shop: shop → lib/shop.rb
     spec/shop/cart_spec.rb: spec_helper → spec/spec_helper.rb
     spec/shop/cart_spec.rb: ../spec_helper → spec/spec_helper.rb`,
  );
});

test('constants, mixins, reopened classes, constructors, class methods', () => {
  checkEdges({
    'lib/shop/cart.rb': `module Shop
  class Cart < Base
    include Priced
    attr_reader :store
    def initialize(store)
      @store = Store.new #=> lib/shop/store.rb:Shop.Store self, lib/shop/store.rb:Shop.Store static
      super() #=> lib/shop/base.rb:Shop.Base.initialize self
    end
    def total
      store.fetch_all #=> lib/shop/cart.rb:Shop.Cart.store self, lib/shop/store.rb:Shop.Store.fetch_all returned
      @store.fetch_all #=> lib/shop/store.rb:Shop.Store.fetch_all constructed
      price #=> lib/shop/priced.rb:Shop.Priced.price self
      self.class.open.total #=> lib/shop/cart.rb:Shop.Cart.open self, lib/shop/cart.rb:Shop.Cart.total returned
      later #=> lib/shop/more.rb:Shop.Cart.later self
      total = 1
      total
    end
    def self.open
      new(nil)
    end
  end
end
`,
    'lib/shop/more.rb': `require_relative '../helper'
class Shop::Cart
  def later
    total #=> lib/shop/cart.rb:Shop.Cart.total self
    helper #=> lib/helper.rb:helper import
    Other::Cart.open #=> lib/shop/cart.rb:Shop.Cart.open guess
  end
end
`,
    'lib/shop/store.rb': 'module Shop\n  class Store\n    def fetch_all; end\n  end\nend\n',
    'lib/shop/priced.rb': 'module Shop\n  module Priced\n    def price; end\n  end\nend\n',
    'lib/shop/base.rb': 'module Shop\n  class Base\n    def initialize; end\n  end\nend\n',
    'lib/auto.rb':
      "module Shop\n  autoload :Price, 'shop/price'\n  def self.run\n    Price.of #=> lib/shop/price.rb:Shop.Price import, lib/shop/price.rb:Shop.Price.of static\n  end\nend\n",
    'lib/shop/price.rb': 'module Shop\n  module Price\n    def self.of; end\n  end\nend\n',
    'lib/helper.rb': 'def helper; end\n',
    'test/helper.rb': 'class Outside::Test\n  def check; end\nend\n',
    'test/a.rb':
      'class A < Outside::Test\n  def run\n    check #=> test/helper.rb:Outside.Test.check self\n  end\nend\n',
    'lib/run.rb': `cart = Shop::Cart.new(1)
cart.total #=> lib/shop/cart.rb:Shop.Cart.total constructed
Shop::Cart.open.later #=> lib/auto.rb:Shop import, lib/shop/cart.rb:Shop.Cart static, lib/shop/cart.rb:Shop.Cart.open static, lib/shop/more.rb:Shop.Cart.later returned
`,
  });
});
