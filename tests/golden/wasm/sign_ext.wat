(module (func (result i64) (i64.extend32_s (i64.const 1))))
