(module (func (result i32) (i32.trunc_sat_f64_u (f64.const 1e30))))
