(module (memory 1) (memory $b 1) (func (result i32) (i32.load $b offset=4 (i32.const 0))))
