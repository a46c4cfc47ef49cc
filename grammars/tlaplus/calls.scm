(bound_op name: (identifier_ref) @name) @reference.call
(identifier_ref) @reference.value
(operator_definition parameter: (identifier) @pattern @binding.parameter)
