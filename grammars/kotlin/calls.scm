(call_expression . (identifier) @name (value_arguments) @arguments) @reference.call
(call_expression . (identifier) @name (annotated_lambda)) @reference.call
(call_expression . (navigation_expression . (_) @receiver (identifier) @name .) (value_arguments) @arguments) @reference.call
(call_expression . (navigation_expression . (_) @receiver (identifier) @name .) (annotated_lambda)) @reference.call
; `f<A> { … }` is read as two comparisons.
(binary_expression
  left: (binary_expression left: (identifier) @name operator: "<") operator: ">" right: (lambda_literal)) @reference.call
(binary_expression
  left: (binary_expression
    left: (navigation_expression . (_) @receiver (identifier) @name .) operator: "<")
  operator: ">" right: (lambda_literal)) @reference.call
(infix_expression . (_) @receiver (identifier) @name (_) .) @reference.call
(constructor_delegation_call ["this" "super"] @name (value_arguments) @arguments) @reference.call

(annotation (user_type . (identifier) @name)) @reference.decorator
(annotation (constructor_invocation (user_type . (identifier) @name))) @reference.decorator

(class_declaration (delegation_specifiers (delegation_specifier (constructor_invocation [
  (user_type . (identifier) @name .)
  (user_type . (identifier) @name . (type_arguments) .)
  (user_type . (identifier) @receiver . (identifier) @name)
])))) @reference.extends
(class_declaration (delegation_specifiers (delegation_specifier [
  (user_type . (identifier) @name .)
  (user_type . (identifier) @name . (type_arguments) .)
  (user_type . (identifier) @receiver . (identifier) @name)
]))) @reference.implements
(class_declaration (delegation_specifiers (delegation_specifier (explicit_delegation . [
  (user_type . (identifier) @name .)
  (user_type . (identifier) @name . (type_arguments) .)
  (user_type . (identifier) @receiver . (identifier) @name)
])))) @reference.implements
(object_declaration (delegation_specifiers (delegation_specifier (constructor_invocation [
  (user_type . (identifier) @name .)
  (user_type . (identifier) @name . (type_arguments) .)
  (user_type . (identifier) @receiver . (identifier) @name)
])))) @reference.extends
(object_declaration (delegation_specifiers (delegation_specifier [
  (user_type . (identifier) @name .)
  (user_type . (identifier) @name . (type_arguments) .)
  (user_type . (identifier) @receiver . (identifier) @name)
]))) @reference.implements
(object_declaration (delegation_specifiers (delegation_specifier (explicit_delegation . [
  (user_type . (identifier) @name .)
  (user_type . (identifier) @name . (type_arguments) .)
  (user_type . (identifier) @receiver . (identifier) @name)
])))) @reference.implements
(object_literal (delegation_specifiers (delegation_specifier (constructor_invocation [
  (user_type . (identifier) @name .)
  (user_type . (identifier) @name . (type_arguments) .)
  (user_type . (identifier) @receiver . (identifier) @name)
])))) @reference.extends
(object_literal (delegation_specifiers (delegation_specifier [
  (user_type . (identifier) @name .)
  (user_type . (identifier) @name . (type_arguments) .)
  (user_type . (identifier) @receiver . (identifier) @name)
]))) @reference.implements
(object_literal (delegation_specifiers (delegation_specifier (explicit_delegation . [
  (user_type . (identifier) @name .)
  (user_type . (identifier) @name . (type_arguments) .)
  (user_type . (identifier) @receiver . (identifier) @name)
])))) @reference.implements

(user_type . (identifier) @reference.type)
(user_type . (identifier) @receiver . (identifier) @name) @reference.type
(navigation_expression . (_) @receiver (identifier) @name .) @reference.member
(callable_reference (identifier) @reference.value)
(primary_expression/identifier) @reference.value

(parameter (identifier) @pattern (type) @type) @binding.parameter
(function_value_parameters (parameter (identifier) @pattern (type) @type) @binding.parameter . "=" . (_) @value)
((parameter_modifiers (parameter_modifier) @rest) . (parameter (identifier) @pattern (type) @type) @binding.parameter
  (#eq? @rest "vararg"))
(setter (identifier) @pattern) @binding.parameter
(lambda_parameters (variable_declaration . (identifier) @pattern (type)? @type) @binding.parameter)
(lambda_parameters (multi_variable_declaration) @pattern @binding.parameter)
((class_parameter (identifier) @pattern (type) @type) @binding.local
  (#not-match? @binding.local "^(?:[^:=(]*\\s)?va[lr]\\s"))

(property_declaration (multi_variable_declaration) @pattern) @binding.local
(for_statement (variable_declaration . (identifier) @pattern (type)? @type) . (_) @element) @binding.local
(for_statement (multi_variable_declaration) @pattern) @binding.local
(catch_block (identifier) @pattern (type) @type) @binding.local
(when_subject (variable_declaration . (identifier) @pattern (type)? @type) . "=" . (_) @value) @binding.local
; A value that was tested is one of that type from there on.
(is_expression left: (identifier) @pattern right: (_) @type) @binding.local

((call_expression
  . (navigation_expression . (_) @value (identifier) @_name .)
  (annotated_lambda (lambda_literal (lambda_parameters . (variable_declaration . (identifier) @pattern) .)))) @binding.local
  (#any-of? @_name "let" "also"))
((call_expression
  . (navigation_expression . (_) @value (identifier) @_name .)
  (annotated_lambda (lambda_literal) @implicit)) @binding.local
  (#any-of? @_name "let" "also" "takeIf" "takeUnless"))
((call_expression
  . (navigation_expression . (_) @element (identifier) @_name .)
  (annotated_lambda (lambda_literal (lambda_parameters . (variable_declaration . (identifier) @pattern) .)))) @binding.local
  (#any-of? @_name
    "forEach" "map" "filter" "any" "all" "none" "find" "first" "firstOrNull" "last" "lastOrNull" "single" "singleOrNull"
    "mapNotNull" "flatMap" "filterNot" "sortedBy" "associateBy" "groupBy" "onEach" "count" "partition" "associateWith"))
((call_expression
  . (navigation_expression . (_) @element (identifier) @_name .)
  (annotated_lambda (lambda_literal) @implicit)) @binding.local
  (#any-of? @_name
    "forEach" "map" "filter" "any" "all" "none" "find" "first" "firstOrNull" "last" "lastOrNull" "single" "singleOrNull"
    "mapNotNull" "flatMap" "filterNot" "sortedBy" "associateBy" "groupBy" "onEach" "count" "partition" "associateWith"))
