(call_expression function: (identifier) @name arguments: (_) @arguments) @reference.call
(call_expression
  function: (field_expression argument: (_) @receiver field: (field_identifier) @name)
  arguments: (_) @arguments) @reference.call
(call_expression
  function: (parenthesized_expression (pointer_expression argument: (identifier) @name))
  arguments: (_) @arguments) @reference.call
(call_expression
  function: (parenthesized_expression
    (pointer_expression argument: (field_expression argument: (_) @receiver field: (field_identifier) @name)))
  arguments: (_) @arguments) @reference.call

(type_identifier) @reference.type
(field_expression argument: (_) @receiver field: (field_identifier) @name) @reference.member

(argument_list (identifier) @reference.value)
(initializer_list (identifier) @reference.value)
(initializer_pair value: (identifier) @reference.value)
(init_declarator value: (identifier) @reference.value)
(assignment_expression [left: (identifier) right: (identifier)] @reference.value)
(return_statement (identifier) @reference.value)
(case_statement value: (identifier) @reference.value)
(binary_expression (identifier) @reference.value)
(unary_expression (identifier) @reference.value)
(conditional_expression (identifier) @reference.value)
(cast_expression value: (identifier) @reference.value)
(pointer_expression argument: (identifier) @reference.value)
(parenthesized_expression (identifier) @reference.value)
(subscript_expression argument: (identifier) @reference.value)
(field_expression argument: (identifier) @reference.value)
(array_declarator size: (identifier) @reference.value)

(preproc_function_def parameters: (preproc_params (identifier) @pattern @binding.parameter))
(compound_statement (declaration
  type: (_) @type declarator: (function_declarator declarator: (identifier) @pattern)) @binding.local)
(function_declarator declarator: (identifier) parameters: (parameter_list
  (parameter_declaration type: (_) @type declarator: [
    (identifier) @pattern
    (pointer_declarator (identifier) @pattern)
    (pointer_declarator (pointer_declarator (identifier) @pattern))
    (array_declarator (identifier) @pattern)
    (pointer_declarator (array_declarator (identifier) @pattern))
    (function_declarator (parenthesized_declarator (pointer_declarator (identifier) @pattern)))
  ]) @binding.parameter))
(function_declarator declarator: (identifier) parameters: (parameter_list
  (_) @pattern @rest @binding.parameter (#eq? @pattern "...")))
