(module (global (mut i32) (i32.const 1)) (export "g" (global 0)))
