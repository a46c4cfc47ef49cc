((call target: (identifier) @name (arguments)? @arguments) @reference.call
  (#not-any-of? @name "def" "defp" "defmacro" "defmacrop" "defmodule" "defguard" "defguardp" "defdelegate" "defimpl"
    "defprotocol" "defstruct" "alias" "import" "use" "require" "if" "unless" "case" "cond" "with" "for" "test" "describe"
    "doc" "moduledoc" "typedoc" "spec" "type" "typep" "opaque" "callback" "impl" "quote" "unquote" "raise" "try"))
(call target: (dot left: (_) @receiver right: (identifier) @name) (arguments)? @arguments) @reference.call
((binary_operator operator: "|>" right: (identifier) @name) @reference.call)
(alias) @reference.type
