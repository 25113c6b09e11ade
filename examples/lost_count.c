/* An attach function that forgets the module it has got when the second step fails. */
#include <linux/device.h>
#include <linux/module.h>

static int meter_attach(struct meter *meter)
{
	if (!try_module_get(meter->driver->owner))
		return -ENODEV;

	if (meter_reset(meter))
		return -EIO;

	if (meter_start(meter)) {
		module_put(meter->driver->owner);
		return -EBUSY;
	}
	return 0;
}

MODULE_LICENSE("GPL");
