(call_expression function: (identifier) @name arguments: (_) @arguments) @reference.call
(message_expression receiver: (_) @receiver . method: (identifier) @name) @reference.call
(class_interface superclass: (identifier) @name) @reference.extends
(type_identifier) @reference.type
