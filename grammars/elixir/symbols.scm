; Definitions are calls of macros. Vocabulary: src/parse/captures.ts.

((call target: (identifier) @_def (arguments . (alias) @name) (do_block) @body) @symbol.class
  (#any-of? @_def "defmodule" "defimpl"))
((call target: (identifier) @_def (arguments . (alias) @name) (do_block) @body) @symbol.interface
  (#eq? @_def "defprotocol"))
((call target: (identifier) @_def (arguments . [
    (identifier) @name
    (call target: (identifier) @name)
    (binary_operator left: (call target: (identifier) @name))
    (binary_operator left: (identifier) @name)
  ]) (do_block)? @body) @symbol.function
  (#any-of? @_def "def" "defp" "defmacro" "defmacrop" "defguard" "defguardp" "defdelegate"))
((call target: (identifier) @_test (arguments . (string) @name) (do_block) @body) @symbol.function
  (#eq? @_test "test"))
((unary_operator operand: (call target: (identifier) @_type (arguments (binary_operator left: [(identifier) @name (call target: (identifier) @name)])))) @symbol.type
  (#any-of? @_type "type" "typep" "opaque"))
((unary_operator operand: (call target: (identifier) @_callback (arguments (binary_operator left: (call target: (identifier) @name))))) @symbol.function
  (#any-of? @_callback "callback" "macrocallback"))

((call target: (identifier) @_def (arguments)) @scope.function
  (#any-of? @_def "def" "defp" "defmacro" "defmacrop"))
(anonymous_function) @scope.function
((unary_operator operand: (call target: (identifier) @_doc (arguments (string)))) @comment
  (#any-of? @_doc "doc" "moduledoc" "typedoc"))
((unary_operator operand: (call target: (identifier) @_spec)) @decorator (#any-of? @_spec "spec" "impl"))
(comment) @comment
(do_block) @block
((call target: (identifier) @_branch) @branch (#any-of? @_branch "if" "unless" "case" "cond" "with" "for"))

((call target: (identifier) @_import (arguments . [(alias) (dot)])) @import
  (#any-of? @_import "alias" "import" "use" "require"))
