; Definitions of C, and of C in C++. Vocabulary: src/parse/captures.ts.

(preproc_def name: (identifier) @name value: (_)) @symbol.variable
(preproc_function_def name: (identifier) @name) @symbol.function

(function_definition type: (_)? @type declarator: [
  (function_declarator declarator: (identifier) @name)
  (pointer_declarator (function_declarator declarator: (identifier) @name))
  (pointer_declarator (pointer_declarator (function_declarator declarator: (identifier) @name)))
  (function_declarator (parenthesized_declarator (pointer_declarator
    (function_declarator declarator: (identifier) @name))))
  (function_declarator declarator: (parenthesized_declarator (identifier) @name))
]) @symbol.function

; Prototypes, but not in functions: there `T x(y);` may declare a variable.
(translation_unit (declaration type: (_) @type declarator: [
  (function_declarator declarator: (identifier) @name)
  (pointer_declarator (function_declarator declarator: (identifier) @name))
  (pointer_declarator (pointer_declarator (function_declarator declarator: (identifier) @name)))
]) @symbol.function)
(declaration_list (declaration type: (_) @type declarator: [
  (function_declarator declarator: (identifier) @name)
  (pointer_declarator (function_declarator declarator: (identifier) @name))
  (pointer_declarator (pointer_declarator (function_declarator declarator: (identifier) @name)))
]) @symbol.function)
(linkage_specification body: (declaration type: (_) @type declarator: [
  (function_declarator declarator: (identifier) @name)
  (pointer_declarator (function_declarator declarator: (identifier) @name))
]) @symbol.function)
(preproc_if (declaration type: (_) @type declarator: [
  (function_declarator declarator: (identifier) @name)
  (pointer_declarator (function_declarator declarator: (identifier) @name))
]) @symbol.function)
(preproc_ifdef (declaration type: (_) @type declarator: [
  (function_declarator declarator: (identifier) @name)
  (pointer_declarator (function_declarator declarator: (identifier) @name))
]) @symbol.function)
(preproc_else (declaration type: (_) @type declarator: [
  (function_declarator declarator: (identifier) @name)
  (pointer_declarator (function_declarator declarator: (identifier) @name))
]) @symbol.function)
(preproc_elif (declaration type: (_) @type declarator: [
  (function_declarator declarator: (identifier) @name)
  (pointer_declarator (function_declarator declarator: (identifier) @name))
]) @symbol.function)

(struct_specifier name: (type_identifier) @name body: (_)) @symbol.class
(union_specifier name: (type_identifier) @name body: (_)) @symbol.class
(enum_specifier name: (type_identifier) @name body: (_)) @symbol.enum
(enumerator name: (identifier) @name value: (_)? @value) @symbol.enumMember

(type_definition type: (struct_specifier !name body: (_) @body) declarator: (type_identifier) @name) @symbol.class
(type_definition type: (union_specifier !name body: (_) @body) declarator: (type_identifier) @name) @symbol.class
(type_definition type: (enum_specifier !name body: (_) @body) declarator: (type_identifier) @name) @symbol.enum
; A type that is defined where it gets a second name stands beside that name.
(type_definition
  type: [
    (struct_specifier name: (type_identifier) @type body: (_)) (union_specifier name: (type_identifier) @type body: (_))
    (enum_specifier name: (type_identifier) @type body: (_))
  ]
  declarator: [
    (type_identifier) @name @symbol.type
    (pointer_declarator (type_identifier) @name @symbol.type)
  ]
  (#not-eq? @name @type))
(type_definition
  type: [
    (struct_specifier name: (type_identifier) @type !body) (union_specifier name: (type_identifier) @type !body)
    (enum_specifier name: (type_identifier) @type !body)
  ]
  declarator: [
    (type_identifier) @name
    (pointer_declarator (type_identifier) @name)
    (array_declarator (type_identifier) @name)
  ]
  (#not-eq? @name @type)) @symbol.type
(type_definition
  type: [(type_identifier) (primitive_type) (sized_type_specifier)] @type
  declarator: [
    (type_identifier) @name
    (pointer_declarator (type_identifier) @name)
    (array_declarator (type_identifier) @name)
  ]) @symbol.type
(type_definition declarator: [
  (function_declarator declarator: (parenthesized_declarator (pointer_declarator declarator: (type_identifier) @name)))
  (function_declarator declarator: (type_identifier) @name)
  (pointer_declarator (function_declarator
    declarator: (parenthesized_declarator (pointer_declarator declarator: (type_identifier) @name))))
]) @symbol.type

(field_declaration declarator: [
  (field_identifier) @name
  (pointer_declarator (field_identifier) @name)
  (pointer_declarator (pointer_declarator (field_identifier) @name))
  (array_declarator (field_identifier) @name)
  (array_declarator (array_declarator (field_identifier) @name))
  (pointer_declarator (array_declarator (field_identifier) @name))
  (function_declarator declarator: (parenthesized_declarator (pointer_declarator declarator: (field_identifier) @name)))
  (pointer_declarator (function_declarator
    declarator: (parenthesized_declarator (pointer_declarator declarator: (field_identifier) @name))))
]) @symbol.property

(declaration type: (_) @_type declarator: (identifier) @name (#not-any-of? @_type "import" "module")) @symbol.variable
(declaration declarator: [
  (pointer_declarator (identifier) @name)
  (pointer_declarator (pointer_declarator (identifier) @name))
  (array_declarator (identifier) @name)
  (array_declarator (array_declarator (identifier) @name))
  (pointer_declarator (array_declarator (identifier) @name))
  (function_declarator declarator: (parenthesized_declarator (pointer_declarator declarator: (identifier) @name)))
  (init_declarator declarator: [
    (identifier) @name
    (pointer_declarator (identifier) @name)
    (pointer_declarator (pointer_declarator (identifier) @name))
    (array_declarator (identifier) @name)
    (array_declarator (array_declarator (identifier) @name))
    (pointer_declarator (array_declarator (identifier) @name))
    (function_declarator declarator: (parenthesized_declarator (pointer_declarator declarator: (identifier) @name)))
  ] value: (_) @value)
]) @symbol.variable

(function_definition) @scope.function
(preproc_function_def) @scope.function
; A declaration with a named parameter is a prototype wherever it stands.
(declaration declarator: [
  (function_declarator
    declarator: (identifier) parameters: (parameter_list (parameter_declaration declarator: (_))))
  (pointer_declarator (function_declarator
    declarator: (identifier) parameters: (parameter_list (parameter_declaration declarator: (_)))))
  (pointer_declarator (pointer_declarator (function_declarator
    declarator: (identifier) parameters: (parameter_list (parameter_declaration declarator: (_))))))
]) @scope.function
(struct_specifier body: (_)) @scope.class
(union_specifier body: (_)) @scope.class
(compound_statement) @scope.block
(for_statement) @scope.block

(field_declaration_list) @block
(enumerator_list) @block
(initializer_list) @block
(argument_list) @block
(comment) @comment

[
  (if_statement) (for_statement) (while_statement) (do_statement) (case_statement) (conditional_expression)
] @branch
(binary_expression operator: ["&&" "||"]) @branch
