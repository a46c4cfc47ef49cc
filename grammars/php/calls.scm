(function_call_expression function: (name) @name arguments: (_) @arguments) @reference.call
(function_call_expression
  function: (qualified_name prefix: (namespace_name)? @receiver (name) @name .)
  arguments: (_) @arguments) @reference.call
(member_call_expression object: (_) @receiver name: (name) @name arguments: (_) @arguments) @reference.call
(nullsafe_member_call_expression object: (_) @receiver name: (name) @name arguments: (_) @arguments) @reference.call
(scoped_call_expression scope: (_) @receiver name: (name) @name arguments: (_) @arguments) @reference.call

(object_creation_expression . (name) @name (arguments)? @arguments) @reference.new
(object_creation_expression
  . (qualified_name prefix: (namespace_name)? @receiver (name) @name .) (arguments)? @arguments) @reference.new

(class_declaration (base_clause (name) @name)) @reference.extends
(class_declaration (base_clause (qualified_name prefix: (namespace_name)? @receiver (name) @name .))) @reference.extends
(interface_declaration (base_clause (name) @name)) @reference.extends
(interface_declaration
  (base_clause (qualified_name prefix: (namespace_name)? @receiver (name) @name .))) @reference.extends
(class_declaration (class_interface_clause (name) @name)) @reference.implements
(class_declaration
  (class_interface_clause (qualified_name prefix: (namespace_name)? @receiver (name) @name .))) @reference.implements
(enum_declaration (class_interface_clause (name) @name)) @reference.implements
(enum_declaration
  (class_interface_clause (qualified_name prefix: (namespace_name)? @receiver (name) @name .))) @reference.implements
; A trait's members become the class's own.
(use_declaration (name) @name) @reference.extends
(use_declaration (qualified_name prefix: (namespace_name)? @receiver (name) @name .)) @reference.extends

(attribute (name) @name) @reference.decorator
(attribute (qualified_name prefix: (namespace_name)? @receiver (name) @name .)) @reference.decorator

(named_type (name) @name (#not-any-of? @name "static" "self")) @reference.type
(named_type (qualified_name prefix: (namespace_name)? @receiver (name) @name .)) @reference.type
(binary_expression operator: "instanceof" right: (name) @name) @reference.type
(binary_expression
  operator: "instanceof" right: (qualified_name prefix: (namespace_name)? @receiver (name) @name .)) @reference.type

(member_access_expression object: (_) @receiver name: (name) @name) @reference.member
(nullsafe_member_access_expression object: (_) @receiver name: (name) @name) @reference.member
(scoped_property_access_expression scope: (_) @receiver name: (variable_name (name) @name)) @reference.member
(class_constant_access_expression . (_) @receiver . (name) @name) @reference.member

(scoped_call_expression scope: (name) @name) @reference.value
(scoped_property_access_expression scope: (name) @name) @reference.value
(class_constant_access_expression . (name) @name) @reference.value
(scoped_call_expression
  scope: (qualified_name prefix: (namespace_name)? @receiver (name) @name .)) @reference.value
(scoped_property_access_expression
  scope: (qualified_name prefix: (namespace_name)? @receiver (name) @name .)) @reference.value
(class_constant_access_expression
  . (qualified_name prefix: (namespace_name)? @receiver (name) @name .)) @reference.value
(argument !name (name) @name) @reference.value
(binary_expression [left: (name) @name right: (name) @name]) @reference.value
(return_statement (name) @name) @reference.value
(assignment_expression right: (name) @name) @reference.value
(array_element_initializer (name) @name) @reference.value
(match_condition_list (name) @name) @reference.value

(simple_parameter type: (_)? @type name: (variable_name) @pattern default_value: (_)? @value) @binding.parameter
(variadic_parameter type: (_)? @type name: (variable_name) @pattern) @rest @binding.parameter
(property_promotion_parameter type: (_)? @type name: (variable_name) @pattern default_value: (_)? @value) @binding.parameter

(assignment_expression left: (variable_name) @pattern right: (_) @value) @binding.local
(foreach_statement . (_) @element . (variable_name) @pattern) @binding.local
(foreach_statement . (_) @element . (pair (_) . (variable_name) @pattern)) @binding.local
(catch_clause type: (_) @type name: (variable_name) @pattern) @binding.local
(static_variable_declaration name: (variable_name) @pattern value: (_)? @value) @binding.local
