/* The failing get has a block of its own: one sets an error, one unlocks first. */
#include <linux/fs.h>
#include <linux/module.h>

static int scale_open(struct inode *inode, struct file *file)
{
	int err = 0;

	if (!try_module_get(THIS_MODULE)) {
		err = -EBUSY;
		goto done;
	}

	scale_reset();
done:
	return err;
}

static int scale_release(struct inode *inode, struct file *file)
{
	module_put(THIS_MODULE);
	return 0;
}

static const struct file_operations scale_fops = {
	.open = scale_open,
	.release = scale_release,
};

static int probe_open(struct inode *inode, struct file *file)
{
	struct probe *probe = probe_of(inode);

	mutex_lock(&probe->lock);
	if (!try_module_get(THIS_MODULE)) {
		mutex_unlock(&probe->lock);
		return -ENODEV;
	}
	probe->users++;	/* under the lock */
	mutex_unlock(&probe->lock);
	return 0;
}

static int probe_release(struct inode *inode, struct file *file)
{
	struct probe *probe = probe_of(inode);

	mutex_lock(&probe->lock);
	probe->users--;
	mutex_unlock(&probe->lock);
	module_put(THIS_MODULE);
	return 0;
}

static const struct file_operations probe_fops = {
	.open = probe_open,
	.release = probe_release,
};

MODULE_LICENSE("GPL");
