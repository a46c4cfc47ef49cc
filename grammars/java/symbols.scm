; Definitions of Java. Vocabulary: src/parse/captures.ts.

(package_declaration (_) @name .) @package

(class_declaration name: (_) @name) @symbol.class
(record_declaration name: (_) @name) @symbol.class
(interface_declaration name: (_) @name) @symbol.interface
(annotation_type_declaration name: (_) @name) @symbol.interface
(enum_declaration name: (_) @name) @symbol.enum
(enum_constant name: (_) @name) @symbol.enumMember
; An anonymous class carries the word that makes it.
(object_creation_expression "new" @name (class_body) @body) @symbol.class

(method_declaration type: (_) @type name: (_) @name) @symbol.method
(annotation_type_element_declaration type: (_) @type name: (_) @name) @symbol.method
(constructor_declaration name: (_) @name) @symbol.constructor
(compact_constructor_declaration name: (_) @name) @symbol.constructor
(field_declaration declarator: (variable_declarator name: (_) @name value: (_)? @value)) @symbol.property
(constant_declaration declarator: (variable_declarator name: (_) @name value: (_)? @value)) @symbol.property
(record_declaration parameters: (formal_parameters (formal_parameter name: (_) @name) @symbol.property))

; A type parameter has the members of its bound.
(type_parameter (type_identifier) @name (type_bound) @type) @symbol.type
(type_parameter (type_identifier) @typeParameter)

(method_declaration) @scope.function
(constructor_declaration) @scope.function
(compact_constructor_declaration) @scope.function
(lambda_expression) @scope.function
(class_body) @scope.class
(interface_body) @scope.class
(enum_body) @scope.class
(annotation_type_body) @scope.class
(class_declaration) @scope.type
(record_declaration) @scope.type
(interface_declaration) @scope.type
(block) @scope.block
(for_statement) @scope.block
(enhanced_for_statement) @scope.block
(try_with_resources_statement) @scope.block
(catch_clause) @scope.block
(switch_block_statement_group) @scope.block
(switch_rule) @scope.block

(switch_block) @block
(array_initializer) @block
(argument_list) @block
(string_literal (multiline_string_fragment)) @block
(modifiers [(annotation) (marker_annotation)] @decorator)
[(line_comment) (block_comment)] @comment

[
  (if_statement) (for_statement) (enhanced_for_statement) (while_statement) (do_statement)
  (switch_label) (catch_clause) (ternary_expression)
  (binary_expression operator: ["&&" "||"])
] @branch
