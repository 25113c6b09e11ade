/* Nothing to do here: what this open() counts is the module of the driver below it. */
#include <linux/fs.h>
#include <linux/module.h>

static int mux_open(struct inode *inode, struct file *file)
{
	struct mux_driver *driver = mux_find(iminor(inode));

	if (!driver)
		return -ENXIO;
	if (!try_module_get(driver->owner))
		return -ENODEV;

	file->private_data = driver;
	return driver->open(inode, file);
}

static int mux_release(struct inode *inode, struct file *file)
{
	struct mux_driver *driver = file->private_data;

	module_put(driver->owner);
	return 0;
}

static const struct file_operations mux_fops = {
	.owner = THIS_MODULE,
	.open = mux_open,
	.release = mux_release,
};

MODULE_LICENSE("GPL");
