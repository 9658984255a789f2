(module (table 1 externref) (func (param externref) (table.set (i32.const 0) (local.get 0)) (drop (table.size 0))))
