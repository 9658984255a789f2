(module (type $f (func)) (table 1 funcref) (table $b 1 funcref) (func (call_indirect $b (type $f) (i32.const 0))))
