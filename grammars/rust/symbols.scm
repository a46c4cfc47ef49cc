; Definitions of Rust. Vocabulary: src/parse/captures.ts.

(struct_item name: (_) @name) @symbol.class
(union_item name: (_) @name) @symbol.class
(enum_item name: (_) @name) @symbol.enum
(enum_variant name: (_) @name) @symbol.enumMember
(field_declaration name: (_) @name) @symbol.property
(trait_item name: (_) @name) @symbol.interface
(type_item name: (_) @name type: (_) @type) @symbol.type
(associated_type name: (_) @name) @symbol.type
(mod_item name: (_) @name body: (_)) @symbol.namespace
(const_item name: (identifier) @name) @symbol.variable
(static_item name: (identifier) @name) @symbol.variable
(let_declaration pattern: (identifier) @name) @symbol.variable
(macro_definition name: (_) @name ["(" "[" "{"] @body) @symbol.function

(impl_item type: [
  (type_identifier) @name
  (scoped_type_identifier) @name
  (generic_type type: (_) @name)
  (reference_type type: [(type_identifier) @name (scoped_type_identifier) @name (generic_type type: (_) @name)])
]) @symbol.extension

(impl_item body: (declaration_list (function_item name: (_) @name) @symbol.method))
(trait_item body: (declaration_list [(function_item name: (_) @name) (function_signature_item name: (_) @name)] @symbol.method))
(source_file (function_item name: (_) @name) @symbol.function)
(mod_item body: (declaration_list (function_item name: (_) @name) @symbol.function))
(foreign_mod_item body: (declaration_list (function_signature_item name: (_) @name) @symbol.function))
(block (function_item name: (_) @name) @symbol.function)

(function_item) @scope.function
(function_signature_item) @scope.function
(closure_expression) @scope.function
(impl_item) @scope.class
(trait_item) @scope.class
(struct_item) @scope.type
(enum_item) @scope.type
(block) @scope.block
(match_arm) @scope.block
(if_expression) @scope.block
(while_expression) @scope.block
(for_expression) @scope.block

(field_declaration_list) @block
(enum_variant_list) @block
(declaration_list) @block
(match_block) @block
(field_initializer_list) @block
(array_expression) @block
(token_tree) @block
(use_list) @block
(attribute_item) @decorator
(line_comment) @comment
(block_comment) @comment

[
  (if_expression) (for_expression) (while_expression) (match_arm) (try_expression)
  (binary_expression operator: ["&&" "||"])
] @branch
