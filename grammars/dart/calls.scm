((identifier) @name . (selector (argument_part (arguments) @arguments))) @reference.call
((selector (unconditional_assignable_selector (identifier) @name)) . (selector (argument_part (arguments) @arguments))) @reference.call
((identifier) @receiver . (selector (unconditional_assignable_selector (identifier) @name)) . (selector (argument_part (arguments) @arguments))) @reference.call
((this) @receiver . (selector (unconditional_assignable_selector (identifier) @name)) . (selector (argument_part (arguments) @arguments))) @reference.call
(superclass . (type_identifier) @name) @reference.extends
(mixins (type_identifier) @name) @reference.implements
(interfaces (type_identifier) @name) @reference.implements
(type_identifier) @reference.type
