(call_expression function: (identifier) @name) @reference.call
(call_expression function: (member_expression object: (_) @receiver property: (identifier) @name)) @reference.call
(emit_statement name: (identifier) @name) @reference.call
(modifier_invocation . (identifier) @name) @reference.call
(inheritance_specifier ancestor: (user_defined_type . (identifier) @name .)) @reference.extends
(user_defined_type . (identifier) @name .) @reference.type
(parameter name: (identifier) @pattern) @binding.parameter
