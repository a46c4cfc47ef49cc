(call_expression function: (identifier) @name arguments: (_) @arguments) @reference.call
(call_expression function: (member_expression object: (_) @receiver property: (_) @name) arguments: (_) @arguments) @reference.call
(call_expression function: (super) @name arguments: (_) @arguments) @reference.call
(new_expression constructor: (identifier) @name) @reference.new
(new_expression constructor: (member_expression object: (_) @receiver property: (_) @name)) @reference.new

(decorator (identifier) @name) @reference.decorator
(decorator (member_expression object: (_) @receiver property: (_) @name)) @reference.decorator
(decorator (call_expression function: (identifier) @name arguments: (_) @arguments)) @reference.decorator
(decorator (call_expression function: (member_expression object: (_) @receiver property: (_) @name) arguments: (_) @arguments)) @reference.decorator

(member_expression object: (_) @receiver property: (_) @name) @reference.member
(identifier) @reference.value
(shorthand_property_identifier) @reference.value

; Parameters and locals. Local `const x = …` comes with @symbol.variable.
(arrow_function parameter: (identifier) @pattern) @binding.parameter
(catch_clause parameter: (_) @pattern) @binding.local
(for_in_statement left: (_) @pattern right: (_) @element) @binding.local

; Functions and objects in a place that says what is expected there.
(call_expression
  function: (_) @callee
  arguments: (arguments [(arrow_function) (function_expression) (object)] @expression)) @expected.argument
(new_expression
  constructor: (_) @callee
  arguments: (arguments [(arrow_function) (function_expression) (object)] @expression)) @expected.argument
(object (pair key: (_) @key value: [(arrow_function) (function_expression) (object)] @expression)) @expected.property
(object (method_definition name: (_) @key) @expression) @expected.property
(return_statement [(arrow_function) (function_expression) (object)] @expression) @expected.return
(arrow_function body: (arrow_function) @expression) @expected.return
(arrow_function body: (parenthesized_expression (object) @expression)) @expected.return

(return_statement (_) @value) @returned.statement
(arrow_function body: (_) @value) @returned.body
