/* A translation layer whose open() puts a module that it could not get: the jump should go one label further. */
#include <linux/blkdev.h>
#include <linux/module.h>

static int layer_open(struct block_device *bdev, fmode_t mode)
{
	struct layer_dev *dev = layer_get(bdev->bd_disk);
	struct layer_ops *ops;
	int ret = -ENODEV;

	if (!dev)
		return ret;

	mutex_lock(&dev->lock);
	ops = dev->ops;
	if (dev->open++)
		goto unlock;

	if (!try_module_get(ops->owner))
		goto out_ops;

	if (ops->open) {
		ret = ops->open(dev);
		if (ret)
			goto out_ops;
	}

unlock:
	mutex_unlock(&dev->lock);
	return 0;

out_ops:
	module_put(ops->owner);
out:
	dev->open--;
	mutex_unlock(&dev->lock);
	layer_put(dev);
	return ret;
}

MODULE_LICENSE("GPL");
