(call_expression function: (identifier) @name arguments: (_) @arguments) @reference.call
(call_expression
  function: (selector_expression operand: (_) @receiver field: (_) @name)
  arguments: (_) @arguments) @reference.call
; Conversions to pointers: (*T)(x).
(call_expression
  function: (parenthesized_expression (unary_expression operand: (identifier) @name))
  arguments: (_) @arguments) @reference.call
(call_expression
  function: (parenthesized_expression
    (unary_expression operand: (selector_expression operand: (_) @receiver field: (_) @name)))
  arguments: (_) @arguments) @reference.call
; A call with type arguments reads like a conversion.
(type_conversion_expression type: (generic_type type: (type_identifier) @name)) @reference.call
(type_conversion_expression
  type: (generic_type type: (qualified_type package: (_) @receiver name: (_) @name))) @reference.call

(composite_literal type: (type_identifier) @name) @reference.new
(composite_literal type: (qualified_type package: (_) @receiver name: (_) @name)) @reference.new
(composite_literal type: (generic_type type: (type_identifier) @name)) @reference.new
(composite_literal
  type: (generic_type type: (qualified_type package: (_) @receiver name: (_) @name))) @reference.new
(call_expression
  function: (identifier) @_new
  arguments: (argument_list . (type_identifier) @name .)
  (#eq? @_new "new")) @reference.new
(call_expression
  function: (identifier) @_new
  arguments: (argument_list . (selector_expression operand: (_) @receiver field: (_) @name) .)
  (#eq? @_new "new")) @reference.new

; Embedded types, the types of an interface's elements, and the type that a new one is declared over.
(field_declaration !name type: (type_identifier) @name) @reference.extends
(field_declaration !name type: (qualified_type package: (_) @receiver name: (_) @name)) @reference.extends
(field_declaration !name type: (generic_type type: (type_identifier) @name)) @reference.extends
(field_declaration
  !name
  type: (generic_type type: (qualified_type package: (_) @receiver name: (_) @name))) @reference.extends
(interface_type (type_elem . (type_identifier) @name .) (#not-match? @name "^(any|bool|byte|comparable|complex(64|128)|error|float(32|64)|u?int(8|16|32|64|ptr)?|rune|string)$")) @reference.extends
(interface_type (type_elem . (type_identifier) @name .)) @reference.type
(interface_type (type_elem . (qualified_type package: (_) @receiver name: (_) @name) .)) @reference.extends
(interface_type (type_elem . (generic_type type: (type_identifier) @name) .)) @reference.extends
(type_spec type: (type_identifier) @name (#not-match? @name "^(any|bool|byte|comparable|complex(64|128)|error|float(32|64)|u?int(8|16|32|64|ptr)?|rune|string)$")) @reference.extends
(type_alias type: (type_identifier) @name (#not-match? @name "^(any|bool|byte|comparable|complex(64|128)|error|float(32|64)|u?int(8|16|32|64|ptr)?|rune|string)$")) @reference.extends
(type_spec type: (qualified_type package: (_) @receiver name: (_) @name)) @reference.extends
(type_alias type: (qualified_type package: (_) @receiver name: (_) @name)) @reference.extends
(type_spec type: (generic_type type: (type_identifier) @name)) @reference.extends
(type_alias type: (generic_type type: (type_identifier) @name)) @reference.extends

(qualified_type package: (_) @receiver name: (_) @name) @reference.type
(type_identifier) @reference.type
(type_parameter_declaration name: (identifier) @typeParameter)
(method_declaration
  receiver: (parameter_list (parameter_declaration
    type: (generic_type type_arguments: (type_arguments (type_elem (type_identifier) @typeParameter))))))
(method_declaration
  receiver: (parameter_list (parameter_declaration
    type: (pointer_type (generic_type type_arguments: (type_arguments (type_elem (type_identifier) @typeParameter)))))))

(selector_expression operand: (_) @receiver field: (_) @name) @reference.member
; Fields in literals belong to the literal's type.
(composite_literal
  type: [(type_identifier) (qualified_type)] @receiver
  body: (literal_value (keyed_element key: (literal_element (identifier) @name)))) @reference.member
(composite_literal
  type: [
    (slice_type element: [(type_identifier) (qualified_type)] @receiver)
    (slice_type element: (pointer_type [(type_identifier) (qualified_type)] @receiver))
    (implicit_length_array_type element: [(type_identifier) (qualified_type)] @receiver)
  ]
  body: (literal_value (literal_element (literal_value
    (keyed_element key: (literal_element (identifier) @name)))))) @reference.member
(composite_literal
  type: [
    (map_type value: [(type_identifier) (qualified_type)] @receiver)
    (map_type value: (pointer_type [(type_identifier) (qualified_type)] @receiver))
  ]
  body: (literal_value (keyed_element value: (literal_element (literal_value
    (keyed_element key: (literal_element (identifier) @name))))))) @reference.member
(identifier) @reference.value

[
  (function_declaration
    parameters: (parameter_list (parameter_declaration name: (identifier) @pattern type: (_) @type) @binding.parameter))
  (method_declaration
    parameters: (parameter_list (parameter_declaration name: (identifier) @pattern type: (_) @type) @binding.parameter))
  (method_elem
    parameters: (parameter_list (parameter_declaration name: (identifier) @pattern type: (_) @type) @binding.parameter))
  (func_literal
    parameters: (parameter_list (parameter_declaration name: (identifier) @pattern type: (_) @type) @binding.parameter))
]
[
  (function_declaration
    parameters: (parameter_list (variadic_parameter_declaration name: (_) @pattern) @binding.parameter @rest @type))
  (method_declaration
    parameters: (parameter_list (variadic_parameter_declaration name: (_) @pattern) @binding.parameter @rest @type))
  (method_elem
    parameters: (parameter_list (variadic_parameter_declaration name: (_) @pattern) @binding.parameter @rest @type))
  (func_literal
    parameters: (parameter_list (variadic_parameter_declaration name: (_) @pattern) @binding.parameter @rest @type))
]
(method_declaration
  receiver: (parameter_list (parameter_declaration name: (identifier) @pattern type: (_) @type) @binding.local))
[
  (function_declaration
    result: (parameter_list (parameter_declaration name: (identifier) @pattern type: (_) @type) @binding.local))
  (method_declaration
    result: (parameter_list (parameter_declaration name: (identifier) @pattern type: (_) @type) @binding.local))
  (func_literal
    result: (parameter_list (parameter_declaration name: (identifier) @pattern type: (_) @type) @binding.local))
]

; Ranging over a channel or a sequence of one value gives elements, over anything else an index, which has no members.
(range_clause left: (expression_list . (identifier) @pattern .) right: (_) @element) @binding.local
(range_clause left: (expression_list . (identifier) @pattern @binding.local . (_)) (#not-eq? @pattern "_"))
(range_clause
  left: (expression_list . (_) . (identifier) @pattern)
  right: (_) @element
  (#not-eq? @pattern "_")) @binding.local
(receive_statement left: (expression_list . (identifier) @pattern) right: (_) @value) @binding.local
(receive_statement left: (expression_list . (_) . (identifier) @pattern @binding.local))
(type_switch_statement alias: (expression_list (identifier) @pattern) value: (_) @value) @binding.local
(type_switch_statement
  alias: (expression_list (identifier) @pattern)
  (type_case . type: (_) @type . (statement_list)) @within) @binding.local
