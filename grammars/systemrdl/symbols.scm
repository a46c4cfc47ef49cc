; Vocabulary: src/parse/captures.ts.

(component_named_def id: (id) @name body: (_) @body) @symbol.class
(component_def (component_anon_def body: (_) @body) (component_insts (component_inst id: (id) @name))) @symbol.property
(explicit_component_inst (component_insts (component_inst id: (id) @name) @symbol.property))
(enum_def (id) @name) @symbol.enum
(struct_def (id) @name) @symbol.class

(comment) @comment
