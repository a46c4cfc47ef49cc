; Definitions of Go. Vocabulary: src/parse/captures.ts.

(package_clause (package_identifier) @name) @package

(type_spec name: (_) @name type: (struct_type (field_declaration_list) @body)) @symbol.class
(type_alias name: (_) @name type: (struct_type (field_declaration_list) @body)) @symbol.class
(type_spec name: (_) @name type: (interface_type)) @symbol.interface
(type_alias name: (_) @name type: (interface_type)) @symbol.interface
(type_spec name: (_) @name type: [(type_identifier) (qualified_type) (generic_type) (parenthesized_type)]) @symbol.type
(type_alias name: (_) @name type: [(type_identifier) (qualified_type) (generic_type) (parenthesized_type)]) @symbol.type
(type_spec
  name: (_) @name
  type: [(slice_type) (array_type) (map_type) (channel_type) (function_type) (pointer_type)] @type) @symbol.type
(type_alias
  name: (_) @name
  type: [(slice_type) (array_type) (map_type) (channel_type) (function_type) (pointer_type)] @type) @symbol.type

(type_spec
  type: (struct_type (field_declaration_list
    (field_declaration name: (_) @name type: (_) @type) @symbol.property)))
(type_alias
  type: (struct_type (field_declaration_list
    (field_declaration name: (_) @name type: (_) @type) @symbol.property)))
(method_elem name: (_) @name result: (_)? @type) @symbol.method

(function_declaration name: (_) @name result: (_)? @type) @symbol.function
(method_declaration
  receiver: (parameter_list (parameter_declaration type: (_) @owner))
  name: (_) @name
  result: (_)? @type) @symbol.method

; The n-th name takes the n-th value. With one value for several names only the first result is known.
(var_spec name: (identifier) @name type: (_) @type (#not-eq? @name "_")) @symbol.variable
(var_spec !type . name: (identifier) @name value: (expression_list . (_) @value) (#not-eq? @name "_")) @symbol.variable
(var_spec !type . name: (_) . name: (identifier) @name value: (expression_list . (_) . (_) @value) (#not-eq? @name "_")) @symbol.variable
(var_spec !type . name: (_) . name: (identifier) @name @symbol.variable value: (expression_list . (_) .) (#not-eq? @name "_"))
(var_spec !type name: (_) . name: (_) . name: (identifier) @name @symbol.variable (#not-eq? @name "_"))
(short_var_declaration
  left: (expression_list . (identifier) @name)
  right: (expression_list . (_) @value)
  (#not-eq? @name "_")) @symbol.variable
(short_var_declaration
  left: (expression_list . (_) . (identifier) @name)
  right: (expression_list . (_) . (_) @value)
  (#not-eq? @name "_")) @symbol.variable
(short_var_declaration
  left: (expression_list . (_) . (identifier) @name @symbol.variable)
  right: (expression_list . (_) .)
  (#not-eq? @name "_"))
(short_var_declaration
  left: (expression_list (_) . (_) . (identifier) @name @symbol.variable)
  (#not-eq? @name "_"))

; Constants that repeat the one with `iota` above them have its type.
(const_spec name: (identifier) @name value: (_)) @symbol.variable
(const_declaration
  (const_spec type: (_) @type value: (expression_list [(iota) (binary_expression)]))
  (const_spec name: (identifier) @name !value) @symbol.variable)
(const_spec name: (identifier) @name !value) @symbol.variable

(function_declaration) @scope.function
(method_declaration) @scope.function
(method_elem) @scope.function
(func_literal) @scope.function
(type_spec) @scope.type
(type_alias) @scope.type
(block) @scope.block
(if_statement) @scope.block
(for_statement) @scope.block
(expression_switch_statement) @scope.block
(type_switch_statement) @scope.block
(expression_case) @scope.block
(type_case) @scope.block
(default_case) @scope.block
(communication_case) @scope.block

(literal_value) @block
(field_declaration_list) @block
(interface_type) @block
(import_spec_list) @block
(raw_string_literal) @block

(comment) @comment
; Directives stand between the documentation and the declaration.
((comment) @decorator (#match? @decorator "^//(go:|nolint|export |lint:)"))

[
  (if_statement) (for_statement) (expression_case) (type_case) (communication_case)
  (binary_expression operator: ["&&" "||"])
] @branch
