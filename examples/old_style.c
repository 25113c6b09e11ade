/* Designators as GCC had them before C99, as drivers of the 2.4 days have them. */
#include <linux/fs.h>
#include <linux/module.h>

static int printer_open(struct inode *inode, struct file *file)
{
	if (!try_module_get(THIS_MODULE))
		return -ENODEV;
	return 0;
}

static int printer_release(struct inode *inode, struct file *file)
{
	module_put(THIS_MODULE);
	return 0;
}

static struct file_operations printer_fops = {
	write:		printer_write,
	open:		printer_open,
	release:	printer_release,
};

MODULE_LICENSE("GPL");
