; A table at module level serves as a class. Vocabulary: src/parse/captures.ts.

(chunk (variable_declaration (assignment_statement
  (variable_list . name: (identifier) @name .)
  (expression_list . value: (table_constructor) @body))) @symbol.class)
(chunk (assignment_statement (variable_list . name: (identifier) @name .) (expression_list . value: (table_constructor) @body)) @symbol.class)
(function_declaration name: (identifier) @name) @symbol.function
(function_declaration name: (dot_index_expression table: (_) @owner field: (identifier) @name)) @symbol.function
(function_declaration name: (method_index_expression table: (_) @owner method: (identifier) @name)) @symbol.method
(assignment_statement
  (variable_list . name: (dot_index_expression table: (_) @owner field: (identifier) @name))
  (expression_list . value: (function_definition body: (_)? @body))) @symbol.function
(variable_declaration (assignment_statement
  (variable_list . name: (identifier) @name .)
  (expression_list . value: (function_definition body: (_)? @body)))) @symbol.function
(table_constructor (field name: (identifier) @name value: (function_definition body: (_)? @body)) @symbol.method)
(variable_declaration (assignment_statement (variable_list name: (identifier) @name))) @symbol.variable
(chunk (assignment_statement (variable_list name: (identifier) @name)) @symbol.variable)

(function_declaration) @scope.function
(function_definition) @scope.function
(comment) @comment
(block) @block
[(if_statement) (elseif_statement) (for_statement) (while_statement) (repeat_statement)] @branch

((variable_declaration (assignment_statement (expression_list . value: (function_call name: (identifier) @_require)))) @import
  (#eq? @_require "require"))
((variable_declaration (assignment_statement (expression_list . value: (dot_index_expression table: (function_call name: (identifier) @_require) @import))))
  (#eq? @_require "require"))
(chunk (function_call name: (identifier) @_require) @import (#eq? @_require "require"))
(block (function_call name: (identifier) @_require) @import (#eq? @_require "require"))
