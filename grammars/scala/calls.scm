(call_expression function: (identifier) @name arguments: (arguments)? @arguments) @reference.call
(call_expression function: (field_expression value: (_) @receiver field: (identifier) @name) arguments: (arguments)? @arguments) @reference.call
(call_expression function: (generic_function function: (identifier) @name)) @reference.call
(instance_expression (type_identifier) @name) @reference.new
(instance_expression (generic_type . (type_identifier) @name)) @reference.new
(field_expression value: (_) @receiver field: (identifier) @name) @reference.member
(extends_clause (type_identifier) @name) @reference.extends
(extends_clause (generic_type . (type_identifier) @name)) @reference.extends
(type_identifier) @reference.type
(parameter name: (identifier) @pattern) @binding.parameter
