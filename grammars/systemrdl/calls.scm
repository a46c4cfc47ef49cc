(explicit_component_inst id: (id) @name) @reference.type
