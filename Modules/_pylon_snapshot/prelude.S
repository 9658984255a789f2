# prelude.py as text for the compiler of Python itself.
	.section	.rodata.pylon_prelude,"",@
	.globl	pylon_prelude
	.p2align	4
pylon_prelude:
	.incbin	"prelude.py"
	.int8	0
	.size	pylon_prelude, . - pylon_prelude
