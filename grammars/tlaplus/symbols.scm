; Vocabulary: src/parse/captures.ts.

(module name: (identifier) @name) @symbol.namespace
(constant_declaration (identifier) @name @symbol.variable)
(variable_declaration (identifier) @name @symbol.variable)
(operator_definition name: (identifier) @name definition: (_) @body) @symbol.function
(function_definition name: (identifier) @name definition: (_) @body) @symbol.function
(module_definition name: (identifier) @name) @symbol.variable
(theorem name: (identifier) @name) @symbol.function

(operator_definition) @scope.function
(comment) @comment
(block_comment) @comment
[(if_then_else) (case_arm) (disj_item)] @branch

(extends) @import
(instance) @import
