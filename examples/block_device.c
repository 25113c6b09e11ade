/* A disk: block devices have operations of their own kind, and release() returns nothing. */
#include <linux/blkdev.h>
#include <linux/module.h>

static int tape_open(struct block_device *bdev, fmode_t mode)
{
	struct tape *tape = bdev->bd_disk->private_data;

	if (!try_module_get(THIS_MODULE))
		return -ENXIO;

	if (atomic_inc_return(&tape->users) > TAPE_USERS) {
		atomic_dec(&tape->users);
		module_put(THIS_MODULE);
		return -EBUSY;
	}
	return 0;
}

static void tape_release(struct gendisk *disk, fmode_t mode)
{
	struct tape *tape = disk->private_data;

	atomic_dec(&tape->users);
	module_put(THIS_MODULE);
}

static const struct block_device_operations tape_ops = {
	.owner = THIS_MODULE,
	.open = tape_open,
	.release = tape_release,
};

MODULE_LICENSE("GPL");
