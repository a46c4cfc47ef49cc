(class_heritage (identifier) @name) @reference.extends
(class_heritage (member_expression object: (_) @receiver property: (_) @name)) @reference.extends

(formal_parameters (identifier) @pattern) @binding.parameter
(formal_parameters (assignment_pattern) @pattern) @binding.parameter
(formal_parameters (rest_pattern) @pattern) @binding.parameter
(formal_parameters (object_pattern) @pattern) @binding.parameter
(formal_parameters (array_pattern) @pattern) @binding.parameter
