; Definitions of Kotlin. Vocabulary: src/parse/captures.ts.

(package_header (qualified_identifier) @name) @package

(class_declaration name: (_) @name (enum_class_body) @body) @symbol.enum
(class_declaration "class" name: (_) @name (class_body)? @body) @symbol.class
(class_declaration "interface" name: (_) @name (class_body)? @body) @symbol.interface
; After annotations `annotation class A` is read as a call of `class`.
((infix_expression . (identifier) @_modifier . (identifier) @_word . (identifier) @name) @symbol.class
  (#eq? @_modifier "annotation") (#eq? @_word "class"))
(object_declaration name: (_) @name (class_body)? @body) @symbol.class
; An object expression carries the word that makes it; a companion object's members are those of its class.
(object_literal "object" @name (class_body) @body) @symbol.class
(enum_entry (identifier) @name) @symbol.enumMember
(type_alias type: (_) @name (type) @type) @symbol.type

(function_declaration name: (_) @name) @symbol.function
(function_declaration name: (_) @name (function_body) @body) @symbol.function
(function_declaration name: (_) @name (function_body . "=" . (_) @result)) @symbol.function
(function_declaration name: (_) @name (function_value_parameters) . (type) @type) @symbol.function
(function_declaration [(user_type) (nullable_type)] @owner . "." . name: (_) @name) @symbol.function
(secondary_constructor "constructor" @name (block)? @body) @symbol.constructor

(property_declaration (variable_declaration . (identifier) @name)) @symbol.variable
(property_declaration (variable_declaration . (identifier) @name (type) @type)) @symbol.variable
(property_declaration (variable_declaration . (identifier) @name) . "=" . (_) @value) @symbol.variable
(property_declaration (variable_declaration . (identifier) @name) (property_delegate (_) @value)) @symbol.variable
(property_declaration
  [(user_type) (nullable_type)] @owner . "." . (variable_declaration . (identifier) @name)) @symbol.variable
(class_parameter ["val" "var"] (identifier) @name (type) @type) @symbol.property

; A type parameter has the members of its bound.
(type_parameter (identifier) @name (type) @type) @symbol.type
(type_parameter (identifier) @typeParameter)

(function_declaration) @scope.function
(anonymous_function) @scope.function
(secondary_constructor) @scope.function
(lambda_literal) @scope.function
(getter) @scope.function
(setter) @scope.function
(class_declaration) @scope.class
(object_declaration) @scope.class
(companion_object) @scope.class
(object_literal) @scope.class
(block) @scope.block
(for_statement) @scope.block
(catch_block) @scope.block
(when_expression) @scope.block
(when_entry) @scope.block

(class_body) @block
(enum_class_body) @block
(lambda_literal) @block
(value_arguments) @block
(multiline_string_literal) @block
(modifiers (annotation) @decorator)
(annotated_expression (annotation) @decorator)
[(line_comment) (block_comment)] @comment

[
  (if_expression) (for_statement) (while_statement) (do_while_statement) (when_entry) (catch_block)
  (binary_expression operator: ["&&" "||" "?:"])
] @branch
