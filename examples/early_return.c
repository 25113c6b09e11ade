/* The usual form: open() gives up when the module is on its way out. */
#include <linux/fs.h>
#include <linux/module.h>

static DEFINE_MUTEX(meter_lock);
static int meter_users;

static int meter_open(struct inode *inode, struct file *file)
{
	if (!try_module_get(THIS_MODULE))
		return -ENODEV;

	mutex_lock(&meter_lock);
	if (meter_users) {
		mutex_unlock(&meter_lock);
		module_put(THIS_MODULE);
		return -EBUSY;
	}
	meter_users++;
	mutex_unlock(&meter_lock);

	return nonseekable_open(inode, file);
}

static int meter_release(struct inode *inode, struct file *file)
{
	mutex_lock(&meter_lock);
	meter_users--;
	mutex_unlock(&meter_lock);

	module_put(THIS_MODULE);
	return 0;
}

static const struct file_operations meter_fops = {
	.open = meter_open,
	.release = meter_release,
	.llseek = no_llseek,
};

MODULE_LICENSE("GPL");
