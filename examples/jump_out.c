/* open() leaves through a label that nothing else jumps to, and through one that something does. */
#include <linux/fs.h>
#include <linux/module.h>

static int pump_open(struct inode *inode, struct file *file)
{
	struct pump *pump = container_of(inode->i_cdev, struct pump, cdev);
	int ret = -ENODEV;

	if (!try_module_get(THIS_MODULE))
		goto out;

	file->private_data = pump;
	ret = 0;
out:
	return ret;
}

static int pump_release(struct inode *inode, struct file *file)
{
	module_put(THIS_MODULE);
	return 0;
}

static const struct file_operations pump_fops = {
	.open = pump_open,
	.release = pump_release,
};

static int valve_open(struct inode *inode, struct file *file)
{
	struct valve *valve = valve_of(inode);
	int ret = -ENODEV;

	if (!valve)
		goto out;
	if (!try_module_get(THIS_MODULE))
		goto out;

	ret = valve_start(valve);
	if (ret)
		module_put(THIS_MODULE);
out:
	return ret;
}

static int valve_release(struct inode *inode, struct file *file)
{
	valve_stop(valve_of(inode));
	module_put(THIS_MODULE);
	return 0;
}

static const struct file_operations valve_fops = {
	.open = valve_open,
	.release = valve_release,
};

MODULE_LICENSE("GPL");
