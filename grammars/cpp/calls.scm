(call_expression
  function: (template_function name: (identifier) @name) arguments: (_) @arguments
  (#not-match? @name "_cast$")) @reference.call
(call_expression function: (qualified_identifier name: [(identifier) @name (template_function name: (identifier) @name)]) @receiver arguments: (_) @arguments) @reference.call
(call_expression function: (qualified_identifier name: (qualified_identifier name: [(identifier) @name (template_function name: (identifier) @name)])) @receiver arguments: (_) @arguments) @reference.call
(call_expression function: (qualified_identifier name: (qualified_identifier name: (qualified_identifier name: [(identifier) @name (template_function name: (identifier) @name)]))) @receiver arguments: (_) @arguments) @reference.call
(call_expression function: (qualified_identifier name: (qualified_identifier name: (qualified_identifier name: (qualified_identifier name: [(identifier) @name (template_function name: (identifier) @name)])))) @receiver arguments: (_) @arguments) @reference.call
(call_expression
  function: (field_expression argument: (_) @receiver field: [
    (template_method name: (field_identifier) @name)
    (dependent_name (template_method name: (field_identifier) @name))
    (destructor_name) @name
  ])
  arguments: (_) @arguments) @reference.call
(call_expression
  function: (field_expression argument: (_) @receiver field: (qualified_identifier name: (identifier) @name))
  arguments: (_) @arguments) @reference.call

(new_expression type: [(type_identifier) @name (template_type name: (type_identifier) @name)]) @reference.new
(new_expression type: (qualified_identifier name: [(type_identifier) @name (template_type name: (type_identifier) @name)]) @receiver) @reference.new
(new_expression type: (qualified_identifier name: (qualified_identifier name: [(type_identifier) @name (template_type name: (type_identifier) @name)])) @receiver) @reference.new
(new_expression type: (qualified_identifier name: (qualified_identifier name: (qualified_identifier name: [(type_identifier) @name (template_type name: (type_identifier) @name)]))) @receiver) @reference.new
(compound_literal_expression type: [(type_identifier) @name (template_type name: (type_identifier) @name)]) @reference.new
(compound_literal_expression type: (qualified_identifier name: [(type_identifier) @name (template_type name: (type_identifier) @name)]) @receiver) @reference.new
(compound_literal_expression type: (qualified_identifier name: (qualified_identifier name: [(type_identifier) @name (template_type name: (type_identifier) @name)])) @receiver) @reference.new

(base_class_clause [(type_identifier) @name (template_type name: (type_identifier) @name)] @_base) @reference.extends
(base_class_clause (qualified_identifier name: [(type_identifier) @name (template_type name: (type_identifier) @name)]) @receiver) @reference.extends
(base_class_clause (qualified_identifier name: (qualified_identifier name: [(type_identifier) @name (template_type name: (type_identifier) @name)])) @receiver) @reference.extends
(base_class_clause (qualified_identifier name: (qualified_identifier name: (qualified_identifier name: [(type_identifier) @name (template_type name: (type_identifier) @name)]))) @receiver) @reference.extends

(qualified_identifier name: [(type_identifier) @name (template_type name: (type_identifier) @name)]) @receiver @reference.type
(qualified_identifier name: (qualified_identifier name: [(type_identifier) @name (template_type name: (type_identifier) @name)])) @receiver @reference.type
(qualified_identifier name: (qualified_identifier name: (qualified_identifier name: [(type_identifier) @name (template_type name: (type_identifier) @name)]))) @receiver @reference.type
(qualified_identifier name: (identifier) @name) @receiver @reference.member
(qualified_identifier name: (qualified_identifier name: (identifier) @name)) @receiver @reference.member

(field_initializer (field_identifier) @reference.value)
(argument_list (lambda_expression (lambda_capture_specifier (identifier) @reference.value)))
(for_range_loop right: (identifier) @reference.value)
(throw_statement (identifier) @reference.value)
(delete_expression (identifier) @reference.value)

(function_declarator declarator: [(field_identifier) (operator_name) (destructor_name) (qualified_identifier)]
  parameters: (parameter_list (parameter_declaration type: (_) @type declarator: [
    (identifier) @pattern
    (pointer_declarator (identifier) @pattern)
    (pointer_declarator (pointer_declarator (identifier) @pattern))
    (reference_declarator (identifier) @pattern)
    (array_declarator (identifier) @pattern)
    (pointer_declarator (reference_declarator (identifier) @pattern))
    (reference_declarator (parenthesized_declarator (identifier) @pattern))
    (function_declarator (parenthesized_declarator (pointer_declarator (identifier) @pattern)))
  ]) @binding.parameter))
(function_declarator declarator: (identifier) parameters: (parameter_list
  (parameter_declaration type: (_) @type declarator: [
    (reference_declarator (identifier) @pattern)
    (pointer_declarator (reference_declarator (identifier) @pattern))
    (reference_declarator (parenthesized_declarator (identifier) @pattern))
  ]) @binding.parameter))
(function_declarator declarator: [(identifier) (field_identifier) (operator_name) (destructor_name) (qualified_identifier)] parameters: (parameter_list
  (optional_parameter_declaration type: (_) @type declarator: [
    (identifier) @pattern
    (pointer_declarator (identifier) @pattern)
    (pointer_declarator (pointer_declarator (identifier) @pattern))
    (reference_declarator (identifier) @pattern)
    (array_declarator (identifier) @pattern)
    (pointer_declarator (reference_declarator (identifier) @pattern))
    (reference_declarator (parenthesized_declarator (identifier) @pattern))
    (function_declarator (parenthesized_declarator (pointer_declarator (identifier) @pattern)))
  ] default_value: (_) @value) @binding.parameter))
(function_declarator declarator: [(identifier) (field_identifier) (operator_name) (destructor_name) (qualified_identifier)] parameters: (parameter_list
  (variadic_parameter_declaration type: (_) @type declarator: [
    (variadic_declarator (identifier) @pattern)
    (reference_declarator (variadic_declarator (identifier) @pattern))
  ]) @rest @binding.parameter))
(lambda_expression declarator: (_ parameters: (parameter_list
  (parameter_declaration type: (_) @type declarator: [
    (identifier) @pattern
    (pointer_declarator (identifier) @pattern)
    (pointer_declarator (pointer_declarator (identifier) @pattern))
    (reference_declarator (identifier) @pattern)
    (array_declarator (identifier) @pattern)
    (pointer_declarator (reference_declarator (identifier) @pattern))
    (reference_declarator (parenthesized_declarator (identifier) @pattern))
    (function_declarator (parenthesized_declarator (pointer_declarator (identifier) @pattern)))
  ]) @binding.parameter)))

(for_range_loop type: (_) @type declarator: [
  (identifier) @pattern
  (pointer_declarator (identifier) @pattern)
  (reference_declarator (identifier) @pattern)
  (reference_declarator (structured_binding_declarator) @pattern)
  (structured_binding_declarator) @pattern
] right: (_) @element) @binding.local
(catch_clause parameters: (parameter_list
  (parameter_declaration type: (_) @type declarator: [
    (identifier) @pattern
    (reference_declarator (identifier) @pattern)
    (pointer_declarator (identifier) @pattern)
  ]) @binding.local))
(function_declarator
  declarator: [(identifier) (field_identifier) (operator_name) (qualified_identifier)]
  parameters: (parameter_list "..." @pattern @rest @binding.parameter))
