; Vocabulary: src/parse/captures.ts.

(function_definition name: (word) @name) @symbol.function
(variable_assignment name: (variable_name) @name) @symbol.variable

(function_definition) @scope.function
(comment) @comment
(compound_statement) @block
[(if_statement) (elif_clause) (for_statement) (while_statement) (case_item)] @branch

((command name: (command_name (word) @_source) argument: (_)) @import (#any-of? @_source "source" "."))
